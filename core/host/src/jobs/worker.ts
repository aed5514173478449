import {
  Logger as WorkerLogger,
  makeWorkerUtils,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
} from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { describeError } from '../log/describe-error.ts'

export interface CronTask {
  readonly task: string
  /** Five-field cron in UTC. */
  readonly cron: string
  /** Stable name: the tick of a minute happens once over all hosts. */
  readonly identifier: string
  readonly payload?: Record<string, unknown>
}

export interface WorkerOptions {
  readonly pool: pg.Pool
  readonly concurrency: number
  readonly tasks: TaskList
  readonly cron: readonly CronTask[]
  readonly logger: Logger
}

export interface Worker {
  /** Takes no more jobs and waits for those at work. */
  stop(): Promise<void>
}

/**
 * Works the job library's queue in this process. The library ends a worker that cannot reach its database;
 * a host that outlives a restart of PostgreSQL has to start it again.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  let stopping = false
  let runner: Runner
  let again: NodeJS.Timeout | undefined
  const start = async (): Promise<void> => {
    runner = await runOnce(options)
    void runner.promise
      .catch((error: unknown) => options.logger.warn({ error: describeError(error) }, 'job worker ended'))
      .finally(restart)
  }
  const restart = (): void => {
    if (stopping) return
    again = setTimeout(() => {
      start().catch((error: unknown) => {
        options.logger.warn({ error: describeError(error) }, 'job worker does not start')
        restart()
      })
    }, 1000)
  }
  await start()
  return {
    stop: async () => {
      stopping = true
      clearTimeout(again)
      await runner.stop().catch(() => undefined) // stopped by itself just before
    },
  }
}

/**
 * Without a batch, if only of one moment, the library settles a job unawaited: with the database away that is an
 * unhandled rejection and the end of the process. So it is the end of the worker, which is started again.
 */
const settling = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

function runOnce({ pool, concurrency, tasks, cron, logger }: WorkerOptions): Promise<Runner> {
  return run({
    pgPool: pool,
    concurrency,
    taskList: tasks,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet(logger),
    preset: settling,
    parsedCronItems: parseCronItems(
      cron.map(({ task, cron: match, identifier, payload }) => ({
        task,
        match,
        identifier,
        ...(payload ? { payload } : {}),
      })),
    ),
  })
}

/** Clears away what a killed host's worker held: its lanes were called again long ago. */
export async function cleanJobs(pool: pg.Pool, logger: Logger): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet(logger) })
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] })
  } finally {
    await utils.release()
  }
}

/** The library's own words may quote a job's payload or an error's text: only that something is wrong is passed on. */
const quiet = (logger: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger.warn({ from: 'job library' }, message.split(/[\n:]/, 1)[0])
  })
