import { Api, GrammyError } from 'grammy'
import type { FetchOutside } from '../../outside/fetch-outside.ts'

/** What somebody has written to the bot. */
export interface ToBot {
  readonly chat: string
  readonly text: string
}

/** How messages to a messenger leave, and how its people answer. */
export interface Messenger {
  /** @returns `GONE` where whoever reads there has shut the door */
  send(chat: string, text: string): Promise<'TAKEN' | 'GONE'>
  /** What was written since the last time; asked again it is not there any more. At most a hundred. */
  heard(): Promise<readonly ToBot[]>
  /** Name of the bot, for the link to it. */
  name(): Promise<string>
}

/** A city that has set a token has a messenger; any other none, and nothing says that it was sent. */
export type MessengerDoor = (of: { readonly settings: Readonly<Record<string, unknown>> }) => Messenger | undefined

const gone = new Set([400, 403])
const rounds = 5
const batch = 20
/** Twenty messages as long as they may be. */
const mostBytes = 1_000_000

/**
 * Telegram, by its bots' interface. What leaves for it is on foreign servers and not encrypted: callers hand over no
 * contents.
 *
 * @param root where its interface is, for tests
 */
export function telegram(token: string, fetchOutside: FetchOutside, root = 'https://api.telegram.org'): Messenger {
  const fetch = async (url: string | URL, init?: { body?: unknown }) => {
    const { status, text } = await fetchOutside(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof init?.body === 'string' ? init.body : '{}',
      maxBytes: mostBytes,
    })
    return { ok: status === 200, status, json: () => Promise.resolve(JSON.parse(text) as unknown) }
  }
  const api = new Api(token, { apiRoot: root, fetch: fetch as never })
  return {
    async send(chat, text) {
      try {
        await api.sendMessage(chat, text, { link_preview_options: { is_disabled: true } })
        return 'TAKEN'
      } catch (error) {
        if (error instanceof GrammyError && gone.has(error.error_code)) return 'GONE'
        throw Object.assign(new Error('refused'), { code: codeOf(error) })
      }
    },
    async heard() {
      const all: ToBot[] = []
      let offset = 0
      for (let round = 0; round < rounds; round++) {
        // what is asked for beyond an update is what says that it was heard
        const updates = await api.getUpdates({ offset, limit: batch, timeout: 0, allowed_updates: ['message'] })
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
        for (const { message } of updates)
          if (message?.text && message.chat.type === 'private')
            all.push({ chat: String(message.chat.id), text: message.text.slice(0, 200) })
        if (updates.length === 0) break
      }
      return all
    },
    name: async () => (await api.getMe()).username,
  }
}

/** Only the code: the words of errors repeat the address, and the token is in it. */
function codeOf(error: unknown): string {
  if (error instanceof GrammyError) return `TELEGRAM_${error.error_code}`
  const { code } = ((error as { error?: unknown }).error ?? error) as { code?: unknown }
  return typeof code === 'string' ? code : 'FAILED'
}
