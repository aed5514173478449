import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** How long a change of tables stands in line for a lock: everybody who comes after it stands behind it meanwhile. */
export const standsInLineMs = 1_000
const longestMs = 60_000
const pauseMs = 250

/** No lock in time, or two that wait for each other. */
function isLockTrouble(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth++) {
    if ('code' in cause && (cause.code === '55P03' || cause.code === '40P01')) return true
  }
  return false
}

/**
 * Does a change of tables in a database that is at work. Whoever gets no lock within a second leaves the line, lets
 * everybody pass and comes again, for a minute; so no reader and no report waits for long behind a change that waits
 * itself.
 *
 * @param change is undone as a whole when it fails
 */
export async function patiently<T>(change: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + longestMs; ;) {
    try {
      return await change()
    } catch (error) {
      if (!isLockTrouble(error) || performance.now() > until) throw error
      await sleep(pauseMs)
    }
  }
}

/** Statements as one transaction and one message: what they lock is held no longer than the server takes. */
export async function atOnce(owner: pg.Client, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return
  await patiently(async () => {
    try {
      await owner.query(['begin', `set local lock_timeout = ${standsInLineMs}`, ...statements, 'commit'].join(';\n'))
    } catch (error) {
      await owner.query('rollback')
      throw error
    }
  })
}
