import type { Pool } from 'pg'

export interface WatchedPool {
  readonly pool: Pool
  /** How many connections were taken. */
  count(): number
  /** From now on none is given, and none is refused. */
  hang(): void
}

/**
 * The embedded verifier needs the database for its keys and for nothing else: every connection it takes is a request
 * for keys.
 */
export function watchedPool(pool: Pool): WatchedPool {
  let taken = 0,
    hangs = false
  const never = () => new Promise<never>(() => undefined)
  return {
    count: () => taken,
    hang: () => {
      hangs = true
    },
    pool: new Proxy(pool, {
      get(target, name): unknown {
        if (name === 'connect') taken++
        if (hangs && name === 'connect') return never
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
      },
    }),
  }
}
