import { LRUCache } from 'lru-cache'
import { lifetimes } from '../embedded-options.ts'

/**
 * Sessions that have been ended while their access tokens still run. An entry outlives the last such token.
 * Known to this process; on another host such a token lives out its five minutes.
 */
export class RevokedSessions {
  readonly #ended = new LRUCache<string, true>({ max: 20_000, ttl: (lifetimes.access + 60) * 1000 })

  add(sid: string): void { this.#ended.set(sid, true) }
  has(sid: string): boolean { return this.#ended.has(sid) }
}
