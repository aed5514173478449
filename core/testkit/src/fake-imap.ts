import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface FakeImap {
  /** `imap://user:word@127.0.0.1:…/INBOX` */
  readonly url: string
  /** What lies in the mailbox, the first with uid 1. */
  readonly letters: { readonly source: string; readonly flags: Set<string> }[]
  /** How often somebody has signed in. */
  readonly visits: () => number
  put(source: string): void
  stop(): Promise<void>
}

/** A stand-in of a mailbox for tests: one folder, no dates, as much of IMAP as reading and marking need. */
export async function fakeImap(): Promise<FakeImap> {
  const letters: FakeImap['letters'] = []
  const sockets = new Set<Socket>()
  let visits = 0
  const uidsIn = (set: string): number[] =>
    set.split(',').flatMap((part) => {
      const [from = 0, to = from] = part.split(':').map((each) => (each === '*' ? letters.length : Number(each)))
      return Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((uid) => letters[uid - 1])
    })
  const answer = (line: string): string[] => {
    const [, verb = '', rest = ''] = /^\S+ (?:UID )?(\S+) ?(.*)$/i.exec(line) ?? []
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        return ['* CAPABILITY IMAP4rev1']
      case 'LOGIN':
        visits += 1
        return []
      case 'LIST':
      case 'LSUB':
        return [`* ${verb.toUpperCase()} (\\HasNoChildren) "/" INBOX`]
      case 'SELECT':
        return [
          `* ${letters.length} EXISTS`,
          '* 0 RECENT',
          '* FLAGS (\\Seen)',
          '* OK [PERMANENTFLAGS (\\Seen \\*)] ok',
          '* OK [UIDVALIDITY 1] ok',
          `* OK [UIDNEXT ${letters.length + 1}] ok`,
        ]
      case 'SEARCH': {
        const not = /UNKEYWORD (\S+)/i.exec(rest)?.[1] ?? ''
        const found = letters.flatMap(({ flags }, at) => (flags.has(not) ? [] : [at + 1]))
        return [`* SEARCH ${found.join(' ')}`.trim()]
      }
      case 'FETCH':
        return uidsIn(rest.split(' ')[0]!).map((uid) => {
          const { source } = letters[uid - 1]!
          return `* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(source)}}\r\n${source})`
        })
      case 'STORE': {
        const flags = /\(([^)]*)\)/.exec(rest)?.[1]?.split(' ') ?? []
        for (const uid of uidsIn(rest.split(' ')[0]!)) for (const flag of flags) letters[uid - 1]!.flags.add(flag)
        return []
      }
      case 'LOGOUT':
        return ['* BYE']
      default:
        return []
    }
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1] a stand-in for tests\r\n')
    let typed = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      typed += chunk
      for (let end = typed.indexOf('\r\n'); end >= 0; end = typed.indexOf('\r\n')) {
        const line = typed.slice(0, end)
        typed = typed.slice(end + 2)
        for (const each of answer(line)) socket.write(`${each}\r\n`)
        socket.write(`${line.split(' ')[0]} OK done\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `imap://user:word@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`,
    letters,
    visits: () => visits,
    put: (source) => void letters.push({ source: source.replaceAll(/\r?\n/g, '\r\n'), flags: new Set() }),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
