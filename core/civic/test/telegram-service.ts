import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TelegramService {
  readonly host: string
  readonly url: string
  /** What came to chats. */
  readonly sent: { readonly chat: string; readonly text: string }[]
  /** Somebody writes to the bot. */
  write(chat: number, text: string): void
  /** Refuses the next messages with this. */
  refuseWith: number | undefined
  stop(): Promise<void>
}

/** Stands in for Telegram's interface for bots: just enough of it, and says so by its name. */
export async function telegramService(token: string): Promise<TelegramService> {
  const service = { sent: [] as { chat: string; text: string }[], refuseWith: undefined as number | undefined }
  let updates: { update_id: number; message: object }[] = []
  let next = 1
  const answers: Record<string, (asked: Record<string, unknown>) => unknown> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'simulator', username: 'vmeste_simulator_bot' }),
    getUpdates: ({ offset, limit }) => {
      updates = updates.filter(({ update_id: id }) => id >= Number(offset ?? 0))
      return updates.slice(0, Number(limit))
    },
    sendMessage: ({ chat_id: chat, text }) => {
      service.sent.push({ chat: String(chat), text: String(text) })
      return { message_id: next++, date: 0, chat: { id: Number(chat), type: 'private' }, text }
    },
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
      const fail = (code: number) => {
        response.writeHead(code).end(JSON.stringify({ ok: false, error_code: code, description: 'no' }))
      }
      if (given !== token) return fail(401)
      if (method === 'sendMessage' && service.refuseWith) return fail(service.refuseWith)
      const asked = JSON.parse(Buffer.concat(parts).toString() || '{}') as Record<string, unknown>
      response.end(JSON.stringify({ ok: true, result: answers[method]?.(asked) }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(service, {
    host,
    url: `http://${host}`,
    write: (chat: number, text: string) => {
      updates.push({
        update_id: next,
        message: { message_id: next++, date: 0, chat: { id: chat, type: 'private' }, text },
      })
    },
    stop: () => new Promise<void>((done) => void server.close(() => done()).closeAllConnections()),
  })
}
