import type pg from 'pg'
import { z, type Clock } from '@vmeste/sdk'
import type { IdentityLogger } from '../port/identity-logger.ts'
import { IdentityNews } from '../sessions/identity-news.ts'

const channel = 'vmeste_rights'
/** An entry outlives every token made before it; the demonstration's own live an hour, a sign-in's five minutes. */
const keepSeconds = 3_700
/**
 * Clocks of the host and of the identity provider may be so far apart. A token made after the act names no role that
 * was taken.
 */
const skewMs = 10_000
const atMost = 20_000

interface Taken {
  readonly keeps: ReadonlySet<string>
  readonly at: number
}
const news = z.object({ city: z.number(), person: z.string() })

/**
 * Roles that were taken from people while their tokens still name them. Held in memory, for every request asks; rows
 * and NOTIFY bring what other hosts took. It is the host's own, so it works with any identity provider.
 */
export class RightsTaken {
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #news: IdentityNews
  readonly #taken = new Map<string, Taken>()
  readonly #listeners = new Set<(city: number, person: string) => void>()

  constructor(pool: pg.Pool, clock: Clock, logger: IdentityLogger) {
    this.#pool = pool
    this.#clock = clock
    this.#news = new IdentityNews(
      pool,
      logger,
      { hear: (_kind, value) => this.#read(news.parse(JSON.parse(value))), catchUp: () => this.#read() },
      channel,
    )
  }

  start(): Promise<void> {
    return this.#news.start()
  }
  stop(): Promise<void> {
    return this.#news.stop()
  }

  /** The roles of a token that still hold. Costs one look into a map, which is empty on most days. */
  rolesLeft(
    city: number,
    { key, issuedAt }: { readonly key: string; readonly issuedAt: Date },
    roles: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const taken = this.#taken.size === 0 ? undefined : this.#taken.get(entryOf(city, key))
    return taken && issuedAt.getTime() <= taken.at + skewMs
      ? new Set([...roles].filter((role) => taken.keeps.has(role)))
      : roles
  }

  /** Calls whenever somebody has lost a role in a city: what they have open there must end. Gives the way to stop. */
  onTaken(listener: (city: number, person: string) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /**
   * Notes that somebody has fewer roles in a city now: inside the transaction that says so in the audit, and heard with
   * its commit.
   * @param keeps all that is left, composite roles spelled out
   */
  async take(client: pg.PoolClient, city: number, person: string, keeps: readonly string[]): Promise<void> {
    const at = this.#clock.now()
    await client.query('delete from core.rights_taken where at < $1', [new Date(at.getTime() - keepSeconds * 1000)])
    await client.query(
      `insert into core.rights_taken (city, person, keeps, at) values ($1, $2, $3, $4) on conflict (city, person)
        do update set keeps = excluded.keeps, at = excluded.at`,
      [city, person, JSON.stringify(keeps), at],
    )
    await tell(client, city, person)
  }

  /** Notes that somebody has more roles again: an older token that names them is right once more. */
  async giveBack(client: pg.PoolClient, city: number, person: string, keeps: readonly string[]): Promise<void> {
    const { rowCount } = await client.query('update core.rights_taken set keeps = $3 where city = $1 and person = $2', [
      city,
      person,
      JSON.stringify(keeps),
    ])
    if (rowCount) await tell(client, city, person)
  }

  /** Reads one entry, or all: other hosts' too, and this host's own after its commit. */
  async #read(only?: z.infer<typeof news>): Promise<void> {
    const { rows } = await this.#pool.query<{ city: number; person: string; keeps: string[]; at: Date }>(
      `select city, person, keeps, at from core.rights_taken where at > $1 and ($2::int is null or (city = $2
        and person = $3)) order by at desc limit ${atMost}`,
      [new Date(this.#clock.now().getTime() - keepSeconds * 1000), only?.city ?? null, only?.person ?? null],
    )
    const found = new Set(rows.map(({ city, person }) => entryOf(city, person)))
    if (!only) for (const entry of this.#taken.keys()) if (!found.has(entry)) this.#taken.delete(entry)
    for (const { city, person, keeps, at } of rows) this.#put(city, person, { keeps: new Set(keeps), at: at.getTime() })
  }

  #put(city: number, person: string, now: Taken): void {
    const before = this.#taken.get(entryOf(city, person))
    this.#taken.set(entryOf(city, person), now)
    if (before && [...before.keeps].every((role) => now.keeps.has(role)) && before.at === now.at) return
    for (const listener of this.#listeners) listener(city, person)
  }

  /** This host does not wait for its own word to come back. */
  refresh(city: number, person: string): Promise<void> {
    return this.#read({ city, person })
  }
}

const entryOf = (city: number, person: string): string => `${city} ${person}`

const tell = (client: pg.PoolClient, city: number, person: string) =>
  client.query(`select pg_notify('${channel}', $1)`, [`taken ${JSON.stringify({ city, person })}`])
