import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { newsChannel } from './identity-news.ts'

/** An entry outlives the last access token of its session: those live five minutes with either provider. */
const keepSeconds = 300 + 60
const atMost = 20_000

/** Sessions that have been ended while their access tokens still run, on this host or another. */
export class EndedSessions {
  readonly #pool: Pool
  readonly #ended = new LRUCache<string, true>({ max: atMost, ttl: keepSeconds * 1000 })
  readonly #listeners = new Set<(sid: string) => void>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  has(sid: string): boolean {
    return this.#ended.has(sid)
  }

  /** Calls for every session that ends from now on; gives the way to stop. */
  onEnd(listener: (sid: string) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Ends them here at once and tells the other hosts. */
  async end(sids: readonly string[]): Promise<void> {
    for (const sid of sids) this.hear(sid)
    if (sids.length === 0) return
    await this.#pool.query(
      `with ended as (insert into identity.ended_session (sid) select unnest($1::text[]) on conflict do nothing returning sid)
       select pg_notify('${newsChannel}', 'ended ' || sid) from ended`,
      [sids],
    )
  }

  hear(sid: string): void {
    if (this.#ended.has(sid)) return
    this.#ended.set(sid, true)
    for (const listener of this.#listeners) listener(sid)
  }

  /** Reads what other hosts ended while nobody here was listening. */
  async catchUp(): Promise<void> {
    const { rows } = await this.#pool.query<{ sid: string }>(
      `select sid from identity.ended_session where ended_at > now() - $1 * interval '1 second' order by ended_at desc limit ${atMost}`,
      [keepSeconds],
    )
    for (const { sid } of rows) this.hear(sid)
  }
}
