import type pg from 'pg'
import type { Logger } from 'pino'
import { uuidv7, type Clock, type Plugin } from '@vmeste/sdk'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { IdentityPort } from '../../identity/shared/port/identity-port.ts'
import { describeError } from '../../log/describe-error.ts'
import { inCity } from '../../storage/in-city.ts'
import type { Storage } from '../../storage/open-storage.ts'
import { platformVersion } from '../../storage/opening/platform-version.ts'
import { checkAll } from './check-all.ts'
import { isWell, type Check } from './facts/check.ts'
import { messagesCheck } from './checks/of-messages.ts'
import { calendarCheck, cityDeliveriesCheck, cityMailCheck, modulesCheck } from './checks/of-work.ts'
import { noMessages, type Facts } from './facts/facts.ts'
import { HostBeat } from './host-beat.ts'
import { MailWatch } from './mail-watch.ts'
import { tryReading, type Ask, type AskCities, type AskedCity } from './read/ask.ts'
import { readBackup } from './read/read-backup.ts'
import { readDeliveries, readModules } from './read/read-core.ts'
import { readDisk } from './read/read-disk.ts'
import { readFacts } from './read/read-facts.ts'
import type { StatusSources } from './read/sources.ts'
import { remembering } from './remembering.ts'
import { RedLines } from './red-lines.ts'
import { defaultStatusTuning, type StatusOptions } from './status-options.ts'

export interface Look {
  readonly facts: Facts
  readonly checks: readonly Check[]
  readonly ok: boolean
}

/** The state of the installation, as one of its hosts sees it. */
export interface Status {
  /** Looks, or gives what was seen a moment ago; `noOlderMs` where it may be longer ago. */
  look(noOlderMs?: number): Promise<Look>
  /** What concerns one city: its modules, calendar, letters, deliveries. */
  lookIn(city: number): Promise<Check[]>
  readonly watch: MailWatch
  readonly mail: StatusOptions['mail']
  /** A job has ended in a city. */
  ran(job: string, error?: unknown): void
  /** Gives a sign of life now. */
  beat(): Promise<void>
  /** Looks anew, and tells of lines that have turned red. */
  tell(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export interface StatusParts {
  readonly storage: Storage
  readonly store: SnapshotStore
  readonly plugins: readonly Plugin[]
  readonly isOn: (city: number, plugin: string) => boolean
  readonly resting: readonly string[]
  readonly identity: IdentityPort | undefined
  readonly logger: Logger
  readonly clock: Clock
  readonly origin: string
  readonly folder: string
  readonly options: StatusOptions
  /** Tries again to write down beside the copies what was erased. */
  readonly writeBook?: () => Promise<unknown>
}

export function createStatus({
  storage,
  store,
  plugins,
  isOn,
  resting,
  identity,
  logger,
  clock,
  origin,
  folder,
  options,
  writeBook,
}: StatusParts): Status {
  const tuning = { ...defaultStatusTuning, ...options.tuning }
  const watch = options.watch ?? new MailWatch(logger)
  const core = storage.pool('core')
  const ask: Ask = async (text, values = []) => (await core.query<never>(text, [...values])).rows
  const askCities: AskCities = async <Row extends pg.QueryResultRow>(
    cities: readonly Pick<AskedCity, 'id' | 'country'>[],
    text: string,
    values: readonly unknown[] = [],
  ) => {
    const rows: Row[] = []
    for (const { id, country } of cities)
      rows.push(
        ...(await inCity(
          storage.pool('civic'),
          id,
          async (client) => (await client.query<Row>(text, [[id], [country], ...values])).rows,
        )),
      )
    return rows
  }
  const machine = options.machine ?? Date.now
  const sources: StatusSources = {
    ask,
    askCities,
    resting,
    civic: options.civic,
    origin,
    updates: options.updates,
    version: platformVersion,
    folder,
    readDisk: options.readDisk ?? readDisk,
    mail: options.mail,
    machine,
    today: () => clock.now(),
    // a host has migrated what it stands on, and is refused by what it does not know
    schema: () => Promise.resolve({ pending: [], unknown: [] }),
    backup: options.backup ?? (() => readBackup(core, options.backupTarget)),
    remembered: remembering({ certificate: 3_600_000, updates: tuning.updatesMs, mail: tuning.greetMs }),
  }
  const jobs = () =>
    plugins.flatMap((plugin) =>
      store.all().some(({ city }) => isOn(city.id, plugin.id))
        ? Object.entries(plugin.jobs ?? {}).map(([name, { cron }]) => ({ id: `${plugin.id}/job:${name}`, cron }))
        : [],
    )
  const beat = new HostBeat({
    pool: core,
    ask,
    host: uuidv7(),
    startedAt: new Date(machine()),
    version: platformVersion,
    machine,
    watch,
    resting,
    jobs,
    folder,
    readDisk: sources.readDisk,
  })
  const red = new RedLines({
    pool: core,
    logger,
    redForMs: tuning.redForMs,
    againMs: tuning.againMs,
    send: options.mail && ((letter) => options.mail!.send(letter)),
    administrators: async () => (await identity?.administrators?.()) ?? [],
    page: () => {
      const [first] = store.all()
      return first && `${origin}/c/${first.city.slug}/admin/status`
    },
  })

  let last: { readonly look: Look; readonly at: number } | undefined
  let looking: Promise<Look> | undefined
  const lookNow = (): Promise<Look> =>
    (looking ??= (async () => {
      const facts = await readFacts(sources)
      const checks = checkAll(facts)
      const look = { facts, checks, ok: isWell(checks) }
      last = { look, at: performance.now() }
      return look
    })().finally(() => {
      looking = undefined
    }))

  const safely = (what: string, work: () => Promise<void>) => {
    let running: Promise<void> | undefined
    return () =>
      (running ??= work()
        .catch((error: unknown) => {
          logger.warn({ error: describeError(error) }, what)
        })
        .finally(() => {
          running = undefined
        }))
  }
  const tell = async (): Promise<void> => {
    const {
      checks,
      facts: { backup },
    } = await lookNow()
    await red.hear(checks)
    if ('unwritten' in backup && backup.unwritten?.length) await writeBook?.()
  }
  const beats = safely('a sign of life could not be written; the next beat tries again', () => beat.beat())
  const looks = safely('red lines could not be looked for; the next look tries again', tell)
  let timers: NodeJS.Timeout[] = []
  let telling: Promise<void> | undefined

  return {
    watch,
    mail: options.mail,
    tell,
    look: async (noOlderMs = tuning.freshMs) =>
      last && performance.now() - last.at < noOlderMs ? last.look : lookNow(),
    async lookIn(city) {
      const { facts } = await this.look()
      const place = store.get(city)!.city
      const asked = { id: city, slug: place.slug, country: place.country, demonstration: place.demonstration }
      const [deliveries, modules, queue, messages, missing] = await Promise.all([
        tryReading(() => readDeliveries(ask, city)),
        tryReading(async () =>
          (await readModules(ask, [], resting)).filter((each) => each.city === undefined || each.city === place.slug),
        ),
        tryReading(async () =>
          options.civic && !asked.demonstration
            ? options.civic.mailQueue(askCities, [asked], facts.at)
            : { waiting: 0, failing: 0, oldest: null, givenUp: 0, lastError: null },
        ),
        tryReading(async () =>
          options.civic && !asked.demonstration ? options.civic.messageQueue(askCities, [asked], facts.at) : noMessages,
        ),
        tryReading(
          async () => options.civic?.withoutCalendar(askCities, [asked], clock.now().getUTCFullYear() + 1) ?? [],
        ),
      ])
      const year = clock.now().getUTCFullYear() + 1
      const fault = 'fault' in facts.mail ? facts.mail.fault : undefined
      return [
        modulesCheck(modules),
        calendarCheck({
          calendar: Array.isArray(missing) ? { year, missing, cities: 1 } : (missing as never),
          today: facts.today,
        }),
        cityMailCheck({
          mail: 'why' in queue ? queue : { configured: options.mail !== undefined, fault, ...queue },
          at: facts.at,
          hosts: [],
        }),
        messagesCheck({ messages, at: facts.at }),
        cityDeliveriesCheck(deliveries),
      ]
    },
    ran: (job, error) => {
      beat.ran(job, error)
    },
    beat: () => beat.beat(),
    start: async () => {
      await beats()
      timers = [
        setInterval(() => void beats(), tuning.beatMs),
        setInterval(() => {
          telling = looks()
        }, tuning.lookMs),
      ]
      for (const timer of timers) timer.unref()
    },
    stop: async () => {
      if (timers.length === 0) return // it gave no sign of life, and takes none back
      for (const timer of timers) clearInterval(timer)
      await Promise.all([beats(), telling, looking?.catch(() => undefined)])
      await beat.leave().catch(() => undefined) // what cannot be said any more is found out
    },
  }
}
