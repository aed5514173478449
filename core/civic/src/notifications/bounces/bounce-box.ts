import { ImapFlow, type SearchObject } from 'imapflow'
import { readDsn, type Bounce } from './read-dsn.ts'

/** The mailbox that letters come back to, as the job of a city needs it. */
export interface BounceBox {
  /** What came back to letters of a city and was not dealt with, the oldest first. */
  of(city: string): Promise<readonly (Bounce & { readonly uid: number })[]>
  /** These are dealt with: they are not read again. */
  done(uids: readonly number[]): Promise<void>
}

/** Says nothing to whoever reads the mailbox by eye: letters stay unread for them. */
const looked = '$VmesteRead'
const days = 7
const atMost = 200
/** A report with the letter it is about; what lies beyond is the letter's own text. */
const bytes = 128 * 1024
/** Jobs of all cities ask within one minute. */
const freshMs = 45_000
const patienceMs = 20_000

/**
 * Reads a mailbox by IMAP, at most once in three quarters of a minute for all cities of this host.
 *
 * @param url `imaps://user:password@mail.example.by/INBOX`
 */
export function imapBounces(url: string, { fresh = freshMs }: { readonly fresh?: number } = {}): BounceBox {
  let last: { readonly at: number; readonly read: Promise<(Bounce & { uid: number })[]> } | undefined
  const read = () => {
    if (!last || performance.now() - last.at >= fresh) last = { at: performance.now(), read: readAll(url) }
    return last.read
  }
  return {
    of: async (city) => (await read()).filter((bounce) => bounce.city === city),
    done: async (uids) => {
      if (uids.length === 0) return
      await inBox(url, (client) => client.messageFlagsAdd(uids.join(','), [looked], { uid: true }))
      const gone = new Set(uids)
      if (last) last = { at: last.at, read: last.read.then((all) => all.filter(({ uid }) => !gone.has(uid))) }
    },
  }
}

/** What is no report of a letter of ours is marked as looked at right away. */
const readAll = (url: string): Promise<(Bounce & { uid: number })[]> =>
  inBox(url, async (client) => {
    const since = new Date(Date.now() - days * 86_400_000)
    const wanted: SearchObject = { unKeyword: looked, since }
    const found = ((await client.search(wanted, { uid: true })) || []).slice(0, atMost)
    if (found.length === 0) return []
    const bounces: (Bounce & { uid: number })[] = []
    const others: number[] = []
    for await (const { uid, source } of client.fetch(
      found.join(','),
      { uid: true, source: { maxLength: bytes } },
      { uid: true },
    )) {
      const bounce = source && readDsn(source.toString('utf8'))
      if (bounce) bounces.push({ ...bounce, uid })
      else others.push(uid)
    }
    if (others.length > 0) await client.messageFlagsAdd(others.join(','), [looked], { uid: true })
    return bounces
  })

async function inBox<Result>(url: string, work: (client: ImapFlow) => Promise<Result>): Promise<Result> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  // what breaks while nothing is asked has no other ear
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen(decodeURIComponent(pathname.slice(1)) || 'INBOX')
    const result = await work(client)
    await client.logout()
    return result
  } finally {
    client.close()
  }
}
