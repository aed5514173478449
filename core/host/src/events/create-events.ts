import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { VmesteError, type LiveEvent } from '@vmeste/sdk'
import { laneTask, type Lane } from '../jobs/call-lanes.ts'
import { cleanJobs, startWorker, type Worker } from '../jobs/worker.ts'
import { describeError } from '../log/describe-error.ts'
import { DeliveryAdmin } from './delivery-admin.ts'
import { DeliveryStore } from './delivery-store.ts'
import { defaultTuning, type EventsOptions, type EventsTuning } from './events-options.ts'
import { Lanes } from './work-deliveries.ts'
import { LiveListener } from './live-listener.ts'
import { Relay } from './relay.ts'
import { cronOf, scheduleJob, tickTask } from './schedule-jobs.ts'
import { Subscribers } from './subscribers.ts'

export interface Events {
  /** A commit has left something in the outbox. */
  wake(): void
  /** Events of one city as they are relayed by any host. */
  live(city: number, types: readonly string[]): AsyncIterable<LiveEvent>
  /** Resolves when everything that is due is handled. For tests and commands. */
  idle(): Promise<void>
  /** A module is on again in a city: what was set aside for it is delivered, in order. */
  unpark(city: number, plugin: string): Promise<void>
  /** Makes a module's recurring task due now, where the module is on. */
  runJob(plugin: string, job: string): Promise<void>
  readonly admin: DeliveryAdmin
  start(): Promise<void>
  /** Lets handlers at work finish, hands the rest over, closes streams and connections. */
  stop(): Promise<void>
}

const unparkTask = 'unpark'
const purgeTask = 'purge'
const idleWithinMs = 30_000

/** Outbox, deliveries, recurring tasks and live streams of one host. */
export async function createEvents(options: EventsOptions): Promise<Events> {
  const { connectionString, logger } = options
  const tuning: EventsTuning = { ...defaultTuning, ...options.tuning }
  const subscribers = new Subscribers(options.plugins)
  const pool = connect(connectionString)
  const store = new DeliveryStore(pool)
  const { bus } = options.doors
  const listener = new LiveListener({ connectionString, pool, bus, logger })
  const relay = new Relay({ pool, subscribers, logger, pollMs: tuning.pollMs, isEnabled: options.isEnabled })
  options.doors.onWake(() => {
    relay.wake()
  })
  const lanes = new Lanes({ ...options, store, subscribers, tuning })
  let worker: Worker | undefined
  let sweeping: NodeJS.Timeout | undefined

  const runJob = async (id: string): Promise<void> => {
    const subscriber = subscribers.find(id)
    if (subscriber?.kind === 'job')
      await scheduleJob(
        pool,
        subscriber,
        options.cities().filter((city) => options.isEnabled(city.id, subscriber.plugin.id)),
      )
  }
  /**
   * A host that had not heard of the switch yet may set aside what is on again, and a module may come back with an
   * installation.
   */
  const unparkOpen = async (): Promise<void> => {
    for (const { city, subscriber } of await store.parked()) {
      const plugin = subscribers.find(subscriber)?.plugin.id
      if (plugin !== undefined && options.isEnabled(city, plugin)) await store.unpark(city, [subscriber])
    }
  }
  const sweep = (): void => {
    store.sweep(tuning.sweepMs / 2).catch((error: unknown) => {
      logger.warn({ error: describeError(error) }, 'sweep of deliveries failed')
    })
  }

  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    clearInterval(sweeping)
    bus.end()
    lanes.stop()
    await relay.stop()
    await worker?.stop()
    await listener.stop()
    await pool.end()
  }

  return {
    wake: () => {
      relay.wake()
    },
    live: (city, types) => options.doors.live(city, types),
    unpark: (city, plugin) => store.unpark(city, subscribers.idsOf(plugin)),
    runJob: (plugin, job) => runJob(`${plugin}/job:${job}`),
    admin: new DeliveryAdmin(pool),

    start: async () => {
      // a time that nobody can read is refused whether it is kept or not
      const byClock = cronOf(subscribers)
      await listener.start()
      worker = await startWorker({
        pool,
        logger,
        concurrency: tuning.concurrency,
        cron: [
          ...(tuning.jobsByClock ? byClock : []),
          { task: unparkTask, cron: '* * * * *', identifier: 'core/unpark' },
          { task: purgeTask, cron: '17 * * * *', identifier: 'core/purge' },
        ],
        tasks: {
          [laneTask]: (lane) =>
            lanes.work(lane as Lane).catch((error: unknown) => {
              logger.warn({ error: describeError(error), lane }, 'lane left; the sweep calls it again')
            }),
          [tickTask]: (tick) => runJob((tick as { subscriber: string }).subscriber),
          [unparkTask]: unparkOpen,
          [purgeTask]: async () => {
            while ((await store.purge(tuning.keepDays)) > 0);
            await cleanJobs(pool, logger)
          },
        },
      })
      relay.start()
      relay.wake()
      sweeping = setInterval(sweep, tuning.sweepMs)
      sweeping.unref()
    },

    idle: async () => {
      const until = Date.now() + idleWithinMs
      for (let turn = 0; ; turn++) {
        await relay.drain()
        const left = await store.left()
        if (left === 0 && lanes.working === 0) return
        if (Date.now() > until)
          throw new VmesteError(
            'VMESTE_EVENTS_NOT_IDLE',
            `${left} events or deliveries were still due after ${idleWithinMs} ms; a handler that emits what it handles never comes to rest`,
          )
        if (turn % 10 === 9 && lanes.working === 0) await store.sweep(0)
        await sleep(5)
      }
    },

    stop: () => (stopped ??= stop()),
  }
}

/** Of its own, so that no connection of it ever has a city set: the relay and the dispatcher see all cities. */
function connect(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 6,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'vmeste events',
    allowExitOnIdle: true,
  })
  pool.on('error', () => undefined) // an idle connection that dies is replaced at the next checkout
  pool.on('connect', (client) => client.on('error', () => undefined)) // one at work tells its query
  return pool
}
