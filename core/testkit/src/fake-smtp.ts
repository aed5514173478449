import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface FakeSmtp {
  readonly url: string
  readonly letters: { readonly to: string[]; readonly data: string }[]
  /** Answers the next letters with this instead of taking them. */ refuseWith: string | undefined
  /** How long it thinks before it takes a letter; whoever has hung up by then has sent none. */ slowMs: number
  stop(): Promise<void>
}

/** Just enough of a mail server to take letters, for tests. */
export async function fakeSmtp(): Promise<FakeSmtp> {
  const letters: FakeSmtp['letters'] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let to: string[] = [],
      data: string | undefined
    socket.write('220 fake\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (data !== undefined) {
        data += chunk
        if (!data.endsWith('\r\n.\r\n')) return
        const letter = { to, data: data.slice(0, -5) }
        to = []
        data = undefined
        const take = (): void => {
          if (socket.destroyed) return
          letters.push(letter)
          socket.write('250 taken\r\n')
        }
        if (fake.slowMs > 0) setTimeout(take, fake.slowMs)
        else take()
        return
      }
      for (const line of chunk.split('\r\n').filter(Boolean)) {
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RCPT') {
          if (fake.refuseWith) {
            socket.write(`${fake.refuseWith}\r\n`)
            continue
          }
          to.push(/<(.*)>/.exec(line)?.[1] ?? line)
        }
        if (verb === 'DATA') data = ''
        socket.write(verb === 'DATA' ? '354 go on\r\n' : verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const fake: FakeSmtp = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    refuseWith: undefined,
    slowMs: 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return fake
}
