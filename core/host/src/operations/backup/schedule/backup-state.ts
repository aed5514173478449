import type pg from 'pg'

/** What is copied on its own: the daily file, the base copy of an embedded database, and what it wrote since. */
export type BackupKind = 'daily' | 'base' | 'log'
/**
 * Rows of no schedule: the last file that somebody made by hand, wherever it went, since when this target is set, and
 * where it could not be written down what was erased.
 */
export type NotedKind = 'hand' | 'set' | 'erasures'

export interface CopyState {
  readonly lastSuccess?: Date
  /** Stands until the next success. */
  readonly lastFailure?: { readonly at: Date; /** `VMESTE_…`, see docs/errors.md. */ readonly code: string }
  /** Failures since the last success. */
  readonly failures: number
  /** Size of the last whole copy, as it lies in the target. */
  readonly bytes?: number
  readonly tookMs?: number
}

export interface BackupState extends CopyState {
  /** Whether `VMESTE_BACKUP` is set for whoever asks. */
  readonly configured: boolean
  /** Undefined where nothing is configured. */
  readonly targetKind?: 'folder' | 's3'
  /** Since when copies go to this very target, as its hosts saw it first; undefined until one has. */
  readonly setSince?: Date
  /** Files beside copies in which it does not stand what was erased, as whoever erased last has found. */
  readonly unwritten?: readonly UnwrittenFile[]
  /** The last file that somebody made with `vmeste backup`, wherever it went. */
  readonly byHand?: Date
  /**
   * Point in time: with the embedded database alone, and only once it has begun. `log` is what a copy may at most be
   * behind.
   */
  readonly pointInTime?: { readonly base?: CopyState; readonly log?: CopyState }
}

export interface UnwrittenFile {
  readonly file: string
  readonly code: string
  readonly away: boolean
}

interface Row {
  kind: BackupKind | NotedKind
  target: string | null
  succeededAt: Date | null
  failedAt: Date | null
  code: string | null
  failures: number
  bytes: string | null
  tookMs: number | null
  detail: { readonly files?: readonly UnwrittenFile[] }
}

/**
 * How the copies of this installation went last, for whoever watches over it.
 *
 * @param core a connection that may read `core.backup_run`: the pool of the unit `core`, or the owner's
 * @param target what `VMESTE_BACKUP` says, undefined when it is not set; runs that went to another target than the one
 *   of now count for nothing
 * @returns never throws for a table that is not there yet: then nothing has run
 * @example const { lastSuccess, configured } = await backupState(storage.pool('core'), env.backup?.target)
 */
export async function backupState(
  core: Pick<pg.Pool, 'query'>,
  target?: { readonly kind: 'folder' | 's3'; readonly place: string },
): Promise<BackupState> {
  const rows = await rowsOf(core, target?.place)
  const of = (kind: BackupKind | NotedKind): CopyState | undefined => stateOf(rows.find((row) => row.kind === kind))
  const [base, log, byHand, setSince] = [of('base'), of('log'), of('hand')?.lastSuccess, of('set')?.lastSuccess]
  const unwritten = rows.find(({ kind }) => kind === 'erasures')?.detail.files
  return {
    failures: 0,
    ...of('daily'),
    configured: target !== undefined,
    ...(target ? { targetKind: target.kind } : {}),
    ...(unwritten?.length ? { unwritten } : {}),
    ...(byHand ? { byHand } : {}),
    ...(setSince ? { setSince } : {}),
    ...(base || log ? { pointInTime: { ...(base ? { base } : {}), ...(log ? { log } : {}) } } : {}),
  }
}

async function rowsOf(core: Pick<pg.Pool, 'query'>, place: string | undefined): Promise<Row[]> {
  try {
    const { rows } = await core.query<Row>(
      `
      select kind, target, succeeded_at as "succeededAt", failed_at as "failedAt", failure_code as code, failures, bytes, took_ms as "tookMs", detail
      from core.backup_run where target = $1 or kind in ('hand', 'erasures')`,
      [place ?? null],
    )
    return rows
  } catch (error) {
    // a release that does not know of it yet has migrated last
    if (error instanceof Error && 'code' in error && error.code === '42P01') return []
    throw error
  }
}

const stateOf = (row: Row | undefined): CopyState | undefined =>
  row && {
    failures: row.failures,
    ...(row.succeededAt ? { lastSuccess: row.succeededAt } : {}),
    ...(row.failedAt && row.code ? { lastFailure: { at: row.failedAt, code: row.code } } : {}),
    ...(row.bytes === null ? {} : { bytes: Number(row.bytes) }),
    ...(row.tookMs === null ? {} : { tookMs: row.tookMs }),
  }
