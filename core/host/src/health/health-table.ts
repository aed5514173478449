import type pg from 'pg'
import type { Fault, HealthState } from './health-record.ts'
import type { HealthEntry } from './module-health.ts'

/**
 * `core.module_health`: what each host has to say of modules that are not well, so that any host can show it.
 * Rows of a host that gives no sign of life any more count for nothing and are swept.
 */
export class HealthTable {
  readonly #pool: pg.Pool
  readonly #host: string
  readonly #staleMs: number
  /** Whether this host may have rows: while all is well it writes nothing. */
  #written = false

  constructor(pool: pg.Pool, host: string, beatMs: number) {
    this.#pool = pool
    this.#host = host
    this.#staleMs = beatMs * 3
  }

  /** Makes this host's rows what it knows now. */
  async write(entries: readonly HealthEntry[]): Promise<void> {
    if (entries.length === 0 && !this.#written) return
    this.#written = entries.length > 0
    await this.#pool.query(
      `with said as (select * from unnest($2::text[], $3::int[], $4::text[], $5::text[],
        $6::timestamptz[]) as said(module, city, state, reason, since)),
       well as (delete from core.module_health h where (host = $1 and not exists (select from said
         where said.module = h.module and said.city = h.city)) or (host <> $1
         and seen_at < now() - $7 * interval '1 ms'))
       insert into core.module_health (host, module, city, state, reason, since, seen_at)
         select $1, module, city, state, reason, since, now() from said
       on conflict (host, module, city) do update set state = excluded.state, reason = excluded.reason,
         since = excluded.since, seen_at = excluded.seen_at`,
      [
        this.#host,
        entries.map((each) => each.module),
        entries.map((each) => each.city),
        entries.map((each) => each.state),
        entries.map((each) => each.reason ?? null),
        entries.map((each) => each.since),
        this.#staleMs,
      ],
    )
  }

  /** What other hosts say of modules in a city. */
  async others(city: number): Promise<HealthEntry[]> {
    const { rows } = await this.#pool.query<{
      module: string
      city: number
      state: HealthState
      reason: Fault | null
      since: Date
    }>(
      `select module, city, state, reason, since from core.module_health where host <> $1 and city in (0, $2)
        and seen_at > now() - $3 * interval '1 ms'`,
      [this.#host, city, this.#staleMs],
    )
    return rows.map(({ reason, ...row }) => ({ ...row, reason: reason ?? undefined }))
  }
}
