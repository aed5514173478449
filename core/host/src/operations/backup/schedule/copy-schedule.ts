import type { Logger } from 'pino'
import { VmesteError, type Clock } from '@vmeste/sdk'
import { describeError } from '../../../log/describe-error.ts'
import { beatMs, type BackupRuns, type WholeCopy } from './backup-runs.ts'
import type { BackupKind } from './backup-state.ts'
import type { LastRuns } from './due.ts'

/** One kind of copy that is made on its own. */
export interface CopyTask {
  readonly kind: BackupKind
  isDue(now: Date, last: LastRuns): boolean | Promise<boolean>
  /**
   * Makes one. Told to stop it ends soon and leaves nothing half.
   *
   * @returns what it comes to; `alarm` is a code of something that is wrong although the copy is whole
   */
  run(signal: AbortSignal, last: LastRuns): Promise<WholeCopy & { readonly alarm?: VmesteError }>
}

export interface CopyScheduleOptions {
  readonly runs: BackupRuns
  readonly tasks: readonly CopyTask[]
  readonly clock: Clock
  readonly logger: Logger
  /** Where copies go, for the log. */
  readonly place: string
  /** How often it is looked whether one is due; 0: only when asked. */
  readonly everyMs?: number
  /** A start has better things to do first. */
  readonly firstMs?: number
}

export interface CopySchedule {
  /** Makes what is due, one after another. Never throws. */
  look(): Promise<void>
  /** Gives up what is being made and waits until it has ended. */
  stop(): Promise<void>
}

/**
 * Makes copies when they are due: of several hosts one does it, never two at a time, and what was missed while nobody
 * was there is made when somebody is. A failure is a line and a row, and is tried again later; the town does not
 * notice.
 */
export function startCopySchedule({
  runs,
  tasks,
  clock,
  logger,
  place,
  everyMs = 60_000,
  firstMs = 60_000,
}: CopyScheduleOptions): CopySchedule {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let noted = false
  // since when copies are wanted here; a database that is away now is told at the next look
  const note = async (): Promise<void> => {
    if (noted) return
    await runs.noteSet(clock.now()).then(
      () => {
        noted = true
      },
      () => undefined,
    )
  }
  const noting = note()

  const next = (ms: number): void => {
    if (everyMs > 0 && !stopping.signal.aborted)
      timer = setTimeout(() => {
        void look().finally(() => {
          next(everyMs)
        })
      }, ms).unref()
  }
  const look = (): Promise<void> =>
    (looking ??= lookAtAll().finally(() => {
      looking = undefined
    }))

  async function lookAtAll(): Promise<void> {
    await noting
    await note()
    for (const task of tasks) {
      if (stopping.signal.aborted) return
      try {
        await makeWhenDue(task)
      } catch (error) {
        // the database itself is away: whoever watches over that says so
        if (!stopping.signal.aborted)
          logger.warn({ kind: task.kind, error: describeError(error) }, 'it could not be seen whether a copy is due')
      }
    }
  }

  async function makeWhenDue(task: CopyTask): Promise<void> {
    const isDue = async (): Promise<boolean> => task.isDue(clock.now(), await runs.read(task.kind))
    if (!(await isDue()) || !(await runs.take(task.kind))) return
    try {
      // another host may have made it between the look and the taking
      if (await isDue()) await make(task)
    } finally {
      await runs.give(task.kind).catch(() => undefined) // the lease ends by itself
    }
  }

  async function make(task: CopyTask): Promise<void> {
    const taken = new AbortController()
    const signal = AbortSignal.any([stopping.signal, taken.signal])
    // a database that does not answer will be heard of by the copy itself
    const beat = setInterval(() => {
      void runs.take(task.kind).then(
        (mine) => {
          if (!mine) taken.abort()
        },
        () => undefined,
      )
    }, beatMs).unref()
    try {
      const { alarm, ...copy } = await task.run(signal, await runs.read(task.kind))
      await runs.succeeded(task.kind, clock.now(), copy)
      if (alarm) await failed(task.kind, alarm)
    } catch (error) {
      // told to stop, or another host is at it: neither is a failure
      if (!signal.aborted) await failed(task.kind, error)
    } finally {
      clearInterval(beat)
    }
  }

  async function failed(kind: BackupKind, error: unknown): Promise<void> {
    const coded =
      error instanceof VmesteError
        ? error
        : new VmesteError('VMESTE_BACKUP_FAILED', `A copy was not made: ${String(describeError(error)['message'])}`, {
            cause: error,
          })
    logger.warn({ kind, place, code: coded.code }, coded.message)
    await runs.failed(kind, clock.now(), coded.code)
  }

  next(firstMs)
  return {
    look,
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await Promise.all([noting, looking])
    },
  }
}
