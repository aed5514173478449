import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import type { Client } from 'pg'
import { isRunning } from './lock-file.ts'
import { end, type Running } from './server.ts'

/** What happens to a supervised server: `died` and `back` with its process number. */
export type ServerNews = (news: 'died' | 'back', pid: number) => void

export interface Supervised {
  readonly server: Running
  /** The connection that holds the keeper's lock; it ends with the server. */
  readonly keeper: Client
  /** Starts the server again on its port, once. */
  readonly relaunch: () => Promise<Running>
  /** Takes the keeper's lock anew; undefined when somebody else has it. */
  readonly keep: () => Promise<Client | undefined>
  readonly onNews: ServerNews
  /** Small work of every minute: the log. */
  readonly tidy: () => Promise<unknown>
}

export interface Supervision {
  /** Rejects, coded, when the server does not come back. */
  readonly broken: Promise<never>
  /** Whether it is gone at the moment, or for good; looked at, for a death is told of a moment later. */
  isDown(): Promise<boolean>
  stop(): Promise<void>
}

const firstWaitMs = 200
const longestWaitMs = 2_000
/** For so long it is tried to start; then the host ends, so that whoever watches over it acts. */
const patienceMs = 60_000
/** A server that starts and dies again and again is not well either: so many deaths a minute are borne. */
const deathsInAMinute = 5

/** Watches a server and starts it again when it dies, sooner first, more seldom later, and in the end not at all. */
export function supervise({ server, keeper, relaunch, keep, onNews, tidy }: Supervised): Supervision {
  const { promise: broken, reject } = Promise.withResolvers<never>()
  broken.catch(() => undefined) // whoever does not ask is not to be ended by it
  const stopping = new AbortController()
  let running = server,
    kept = keeper,
    down = false,
    deaths: number[] = []
  let reviving: Promise<void> | undefined

  const lost = (): void => {
    if (!stopping.signal.aborted && !reviving && !down)
      reviving = revive().finally(() => {
        reviving = undefined
      })
  }
  const watch = (client: Client): void => {
    client.once('end', lost)
  }
  const giveUp = (cause: unknown): void => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    reject(
      new VmesteError('VMESTE_POSTGRES_LOST', `The embedded PostgreSQL died and did not come back: ${reason}`, {
        cause,
      }),
    )
  }

  async function revive(): Promise<void> {
    down = true
    const now = Date.now()
    deaths = [...deaths.filter((at) => at > now - 60_000), now]
    onNews('died', running.pid)
    if (deaths.length > deathsInAMinute) {
      giveUp(`it died ${deaths.length} times within a minute`)
      return
    }
    for (let wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        // only the connection may have been lost: the server recovers from the death of one of its processes by itself
        if (!(await isRunning(running.pid))) running = await relaunch()
        const again = await keep()
        if (!again) throw new Error('another Vmeste has taken its data over')
        kept = again
        down = false
        watch(kept)
        onNews('back', running.pid)
        return
      } catch (error) {
        if (Date.now() - now > patienceMs) {
          giveUp(error)
          return
        }
      }
    }
  }

  watch(kept)
  // a connection tells of a death at once, but not of every one
  const looks = setInterval(() => {
    void isRunning(running.pid).then((alive) => {
      if (!alive) lost()
    })
  }, 1_000).unref()
  const tidies = setInterval(() => {
    void tidy().catch(() => undefined)
  }, 60_000).unref()
  return {
    broken,
    isDown: async () => down || !(await isRunning(running.pid)),
    stop: async () => {
      stopping.abort()
      clearInterval(looks)
      clearInterval(tidies)
      await Promise.race([reviving, sleep(10_000, undefined, { ref: false })])
      await kept.end().catch(() => undefined)
      await end(running.pid)
    },
  }
}
