import type pg from 'pg'
import { readClock } from './read/read-core.ts'
import { codeOf, type Ask } from './read/ask.ts'
import type { ReadDisk } from './read/read-disk.ts'
import type { MailWatch } from './mail-watch.ts'

export interface BeatParts {
  readonly pool: pg.Pool
  readonly ask: Ask
  readonly host: string
  readonly startedAt: Date
  readonly version: string
  readonly machine: () => number
  readonly watch: MailWatch
  readonly resting: readonly string[]
  /** Jobs whose module is on somewhere, by id. */
  readonly jobs: () => readonly { readonly id: string; readonly cron: string }[]
  readonly folder: string
  readonly readDisk: ReadDisk
}

const readingEveryMs = 3_600_000

/**
 * What this host alone knows, written for whoever asks: a row of its own, the jobs it has run, and the disk once an
 * hour.
 */
export class HostBeat {
  readonly #parts: BeatParts
  /** Jobs that ended since the last beat, and how. */
  #ran = new Map<string, string | null>()
  #readAt = -Infinity

  constructor(parts: BeatParts) {
    this.#parts = parts
  }

  /** A job has ended in one city; what went wrong in one of them stands. */
  ran(job: string, error: unknown): void {
    this.#ran.set(job, error === undefined ? (this.#ran.get(job) ?? null) : codeOf(error))
  }

  async beat(): Promise<void> {
    const { pool, ask, host, startedAt, version, machine, watch, resting } = this.#parts
    const clockMs = await readClock(ask, machine)
    await pool.query(
      `
      with gone as (delete from core.host_status where seen_at < now() - interval '1 day' and host <> $1)
      insert into core.host_status (host, started_at, seen_at, version, clock_ms, mail_error, mail_error_at, mail_sent_at,
        resting) values ($1, $2, now(), $3, $4, $5, $6, $7, $8)
      on conflict (host) do update set seen_at = excluded.seen_at, clock_ms = excluded.clock_ms,
        mail_error = excluded.mail_error, mail_error_at = excluded.mail_error_at, mail_sent_at = excluded.mail_sent_at`,
      [
        host,
        new Date(startedAt.getTime() - clockMs),
        version,
        clockMs,
        watch.error ?? null,
        watch.errorAt ?? null,
        watch.sentAt ?? null,
        JSON.stringify(resting),
      ],
    )
    await this.#writeJobs()
    if (performance.now() - this.#readAt > readingEveryMs) await this.#readDisk()
  }

  async #writeJobs(): Promise<void> {
    const jobs = this.#parts.jobs()
    const ran = this.#ran
    this.#ran = new Map()
    // known anew when nobody has worked for a while: what was not run by nobody is not late
    await this.#parts.pool.query(
      `
      with gone as (delete from core.job_run where seen_at < now() - interval '90 days')
      insert into core.job_run as known (job, cron, known_since, seen_at, last_at, last_error)
        select job, cron, now(), now(), case when ended then now() end, error from unnest($1::text[], $2::text[],
          $3::boolean[], $4::text[]) as said(job, cron, ended, error)
      on conflict (job) do update set cron = excluded.cron, seen_at = excluded.seen_at,
        known_since = case when known.seen_at < now() - interval '10 minutes' then now() else known.known_since end,
        last_at = coalesce(excluded.last_at, known.last_at),
          last_error = case when excluded.last_at is null then known.last_error else excluded.last_error end`,
      [
        jobs.map(({ id }) => id),
        jobs.map(({ cron }) => cron),
        jobs.map(({ id }) => ran.has(id)),
        jobs.map(({ id }) => ran.get(id) ?? null),
      ],
    )
  }

  async #readDisk(): Promise<void> {
    const { pool, readDisk, folder } = this.#parts
    const { usedBytes } = await readDisk(folder)
    await pool.query(
      `
      with gone as (delete from core.disk_reading where day < current_date - 400)
      insert into core.disk_reading (day, used_bytes, database_bytes) values (current_date, $1,
        pg_database_size(current_database()))
      on conflict (day) do update set used_bytes = excluded.used_bytes, database_bytes = excluded.database_bytes`,
      [Math.round(usedBytes)],
    )
    this.#readAt = performance.now()
  }

  /** A host that was stopped is not one that is missing. */
  async leave(): Promise<void> {
    await this.#parts.pool.query('delete from core.host_status where host = $1', [this.#parts.host])
  }
}
