import type pg from 'pg'
import type { Logger } from 'pino'
import { VmesteError, type Clock } from '@vmeste/sdk'
import { describeError } from '../../../log/describe-error.ts'
import type { BackupRuns } from '../schedule/backup-runs.ts'
import type { Carried, LogCarrier } from './log-carrier.ts'

export interface CarryingOptions {
  readonly carrier: LogCarrier
  readonly runs: BackupRuns
  readonly core: Pick<pg.Pool, 'query'>
  readonly clock: Clock
  readonly logger: Logger
  /** For the log. */
  readonly place: string
  /** 0: only when asked. */
  readonly everyMs?: number
}

export interface Carrying {
  /** One round. Never throws. */
  round(): Promise<void>
  stop(): Promise<void>
}

const filesEveryMs = 60_000
/** A quiet town shows that it is copied all the same, and gives each stretch of its log something to end with. */
const beatMs = 240_000
/** What goes wrong is said again now and then, not every few seconds. */
const sayAgainMs = 15 * 60_000

/**
 * Carries the log and new files for as long as the host runs, a few seconds after they are there. What goes wrong is a
 * line, a row and no reason to stop: it is tried again.
 */
export function startCarrying({
  carrier,
  runs,
  core,
  clock,
  logger,
  place,
  everyMs = 10_000,
}: CarryingOptions): Carrying {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let going: Promise<void> | undefined
  let [filesAt, toldAt] = [0, 0]
  let wrong: { code: string; at: number } | undefined

  const next = (ms: number): void => {
    if (everyMs > 0 && !stopping.signal.aborted)
      timer = setTimeout(() => {
        void round().finally(() => {
          next(everyMs)
        })
      }, ms).unref()
  }
  const round = (): Promise<void> =>
    (going ??= carry().finally(() => {
      going = undefined
    }))

  async function carry(): Promise<void> {
    const started = performance.now()
    try {
      await requireArchiving(core)
      const log = await carrier.carryLog(stopping.signal)
      const now = clock.now().getTime()
      const files =
        Math.abs(now - filesAt) >= filesEveryMs ? await carrier.carryFiles(new Date(now), stopping.signal) : undefined
      if (files) filesAt = now
      await told(log, files, performance.now() - started)
    } catch (error) {
      if (!stopping.signal.aborted) await failed(error)
    }
  }

  async function told(log: Carried, files: Carried | undefined, tookMs: number): Promise<void> {
    const now = clock.now()
    if (!(await carrier.isCarrying()) || (!wrong && Math.abs(now.getTime() - toldAt) < beatMs)) return
    await runs.succeeded('log', now, {
      bytes: log.bytes + (files?.bytes ?? 0),
      tookMs,
      detail: { segments: log.segments, files: files?.files ?? 0 },
    })
    if (wrong) logger.warn({ kind: 'log', place }, 'the log of the database is carried again')
    wrong = undefined
    toldAt = now.getTime()
  }

  async function failed(error: unknown): Promise<void> {
    const coded =
      error instanceof VmesteError
        ? error
        : new VmesteError(
            'VMESTE_BACKUP_FAILED',
            `The log of the database was not carried: ${String(describeError(error)['message'])}`,
            { cause: error },
          )
    const now = clock.now().getTime()
    if (wrong?.code === coded.code && Math.abs(now - wrong.at) < sayAgainMs) return
    wrong = { code: coded.code, at: now }
    logger.warn({ kind: 'log', place, code: coded.code }, coded.message)
    // without the database nobody can be told, and there is nothing to carry
    await runs.failed('log', clock.now(), coded.code).catch(() => undefined)
  }

  next(everyMs)
  return {
    round,
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await going
    },
  }
}

/** @throws VmesteError `VMESTE_PITR_ARCHIVE_FAILING` */
async function requireArchiving(core: Pick<pg.Pool, 'query'>): Promise<void> {
  const {
    rows: [state],
  } = await core.query<{ failing: boolean; segment: string | null }>(`
    select last_failed_time > coalesce(last_archived_time, '-infinity') as failing, last_failed_wal as segment from pg_stat_archiver`)
  if (state?.failing) {
    throw new VmesteError(
      'VMESTE_PITR_ARCHIVE_FAILING',
      `PostgreSQL cannot put ${state.segment ?? 'a segment'} of its log aside and keeps all of it until it can: look for room and rights of the folder "archive" beside the database, and for its reason in postgres.log`,
    )
  }
}
