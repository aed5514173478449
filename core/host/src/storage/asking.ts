import { AsyncLocalStorage } from 'node:async_hooks'

interface Asking {
  readonly asker: string
  /** A transaction of this very call holds a connection already. */ readonly holds: boolean
}
const asking = new AsyncLocalStorage<Asking>()

/**
 * Does what somebody has asked for: what it reads is short, and takes no more than their share of a unit's connections.
 */
export const askedBy = <T>(asker: string, work: () => T): T => asking.run({ asker, holds: false }, work)

/** Who waits for an answer; nobody where the platform works by itself: handlers, jobs, exports. */
export const askerNow = (): Asking | undefined => asking.getStore()

/** What reads beside its own transaction must not wait for a share that this transaction has used up. */
export function holding<T>(work: () => T): T {
  const now = asking.getStore()
  return now && !now.holds ? asking.run({ ...now, holds: true }, work) : work()
}
