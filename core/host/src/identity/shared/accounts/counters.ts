import { createHmac } from 'node:crypto'
import type { Problem } from '@vmeste/sdk'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes, type IRateLimiterPostgresOptions } from 'rate-limiter-flexible'

/** Counts one thing about one somebody. @throws the problem it was made with, when that was one too many */
export interface Counter {
  take(who: readonly string[], points?: number): Promise<void>
  forget(who: readonly string[]): Promise<void>
}
/** How many in how many seconds, and how long the door stays shut afterwards. */
export type CounterRule = Pick<IRateLimiterPostgresOptions, 'points' | 'duration' | 'blockDuration'>

/**
 * Counters in the database, so all hosts count together. Who is counted stands there under a keyed hash: the table says
 * nothing about anybody.
 * @param tooMany what is thrown, given the wait in milliseconds
 */
export function counters(
  pool: () => Pool,
  key: Buffer,
  tooMany: (waitMs: number) => Problem,
): (name: string, rule: CounterRule) => Counter {
  const hash = (parts: readonly string[]) => createHmac('sha256', key).update(parts.join('\n')).digest('base64url')
  return (keyPrefix, rule) => {
    let made: RateLimiterPostgres | undefined
    const limiter = () =>
      (made ??= new RateLimiterPostgres({
        storeClient: pool(),
        storeType: 'pool',
        schemaName: 'identity',
        tableName: 'attempt',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix,
        ...rule,
      }))
    return {
      async take(who, points = 1) {
        await limiter()
          .consume(hash(who), points)
          .catch((refusal: unknown) => {
            throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal
          })
      },
      async forget(who) {
        await limiter().delete(hash(who))
      },
    }
  }
}
