import type pg from 'pg'
import type { BackupKind } from './backup-state.ts'

/** How long a host that says nothing more keeps a kind of copy to itself. */
const leaseMs = 120_000

export interface WholeCopy {
  readonly bytes: number
  readonly tookMs: number
  readonly detail?: Record<string, unknown>
}

/** The rows of `core.backup_run`: of several hosts one works at a kind of copy, and all know how it went. */
export class BackupRuns {
  readonly #pool: Pick<pg.Pool, 'query'>
  readonly #host: string
  readonly #place: string

  /** @param core pool of the unit `core` @param host this host, a UUID @param place of the target */
  constructor(core: Pick<pg.Pool, 'query'>, host: string, place: string) {
    this.#pool = core
    this.#host = host
    this.#place = place
  }

  /** What is known of a kind in this very target. */
  async read(
    kind: BackupKind,
  ): Promise<{
    succeededAt: Date | undefined
    failedAt: Date | undefined
    failures: number
    detail: Record<string, unknown>
  }> {
    const {
      rows: [row],
    } = await this.#pool.query<{
      succeededAt: Date | null
      failedAt: Date | null
      failures: number
      detail: Record<string, unknown>
    }>(
      `select succeeded_at as "succeededAt", failed_at as "failedAt", failures, detail
         from core.backup_run where kind = $1 and target = $2`,
      [kind, this.#place],
    )
    return {
      succeededAt: row?.succeededAt ?? undefined,
      failedAt: row?.failedAt ?? undefined,
      failures: row?.failures ?? 0,
      detail: row?.detail ?? {},
    }
  }

  /**
   * Takes a kind of copy for this host, or keeps it. The database's clock counts, because hosts' clocks differ.
   *
   * @returns false when another host is at it
   */
  async take(kind: BackupKind): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `
      insert into core.backup_run as run (kind, leased_by, leased_until) values ($1, $2, now() + $3 * interval '1 ms')
      on conflict (kind) do update set leased_by = excluded.leased_by, leased_until = excluded.leased_until
      where run.leased_by = $2 or run.leased_until is null or run.leased_until < now()`,
      [kind, this.#host, leaseMs],
    )
    return rowCount === 1
  }

  /** Gives it back, so that no other host has to wait for the end of the lease. */
  async give(kind: BackupKind): Promise<void> {
    await this.#pool.query(
      `update core.backup_run set leased_by = null, leased_until = null where kind = $1 and leased_by = $2`,
      [kind, this.#host],
    )
  }

  /**
   * Notes since when copies go to this target; what another host noted before stands. @param at by the clock of the
   * schedule
   */
  async noteSet(at: Date): Promise<void> {
    await this.#pool.query(
      `
      insert into core.backup_run as run (kind, target, succeeded_at) values ('set', $1, $2)
      on conflict (kind) do update set target = excluded.target, succeeded_at = excluded.succeeded_at
        where run.target is distinct from excluded.target`,
      [this.#place, at],
    )
  }

  /** @param at by the clock of the schedule */
  async succeeded(kind: BackupKind, at: Date, { bytes, tookMs, detail = {} }: WholeCopy): Promise<void> {
    await this.#pool.query(
      `
      insert into core.backup_run (kind, target, succeeded_at, bytes, took_ms, detail) values ($1, $2, $3, $4, $5, $6)
      on conflict (kind) do update set target = excluded.target, succeeded_at = excluded.succeeded_at,
        failed_at = null, failure_code = null, failures = 0,
        bytes = excluded.bytes, took_ms = excluded.took_ms, detail = excluded.detail`,
      [kind, this.#place, at, bytes, Math.round(tookMs), detail],
    )
  }

  /** What is known of the last whole copy stays, as long as it lies in the same target. */
  async failed(kind: BackupKind, at: Date, code: string): Promise<void> {
    await this.#pool.query(
      `
      insert into core.backup_run as run (kind, target, failed_at, failure_code, failures) values ($1, $2, $3, $4, 1)
      on conflict (kind) do update set target = excluded.target, failed_at = excluded.failed_at, failure_code = excluded.failure_code,
        failures = case when run.target = excluded.target then run.failures else 0 end + 1,
        succeeded_at = case when run.target = excluded.target then run.succeeded_at end,
        bytes = case when run.target = excluded.target then run.bytes end, took_ms = case
          when run.target = excluded.target then run.took_ms end,
        detail = case when run.target = excluded.target then run.detail else '{}' end`,
      [kind, this.#place, at, code],
    )
  }
}

/** A host that works at a copy says so again this often. */
export const beatMs = leaseMs / 4
