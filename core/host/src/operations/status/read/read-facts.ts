import { noDatabase, restoreUnfinished, Unasked, type Asked } from '../facts/check.ts'
import { noMessages, type Facts } from '../facts/facts.ts'
import { tryReading, type AskedCity } from './ask.ts'
import { readCertificate } from './read-certificate.ts'
import {
  readCities,
  readClock,
  readConnections,
  readDatabase,
  readDays,
  readDeliveries,
  readHosts,
  readJobs,
  readModules,
} from './read-core.ts'
import type { StatusSources } from './sources.ts'

/** One look at everything: what cannot be asked says so, and nothing is waited for longer than some seconds. */
export async function readFacts(sources: StatusSources): Promise<Facts> {
  const { ask, version, origin, machine } = sources
  const [disk, certificate, updates, mailFault] = [
    tryReading(() => sources.readDisk(sources.folder)),
    sources.remembered('certificate', () => tryReading(() => readCertificate(origin))),
    updatesOf(sources),
    sources.mail ? sources.remembered('mail', () => tryReading(() => sources.mail!.greet())) : undefined,
  ]
  const database = await tryReading(() => readDatabase(ask))
  const down = database instanceof Unasked ? new Unasked(noDatabase) : undefined
  const schema = down ?? (await tryReading(sources.schema))
  // what a restore has not brought back yet would look like a town that is well and has nothing
  const half = schema instanceof Unasked && schema.why === restoreUnfinished ? schema : undefined
  const reading = <T>(work: () => Promise<T>): Promise<Asked<T>> => (down ? Promise.resolve(down) : tryReading(work))
  const restored = <T>(work: () => Promise<T>): Promise<Asked<T>> => (half ? Promise.resolve(half) : reading(work))
  const clock = await reading(() => readClock(ask, machine))
  const at = new Date(machine() - (clock instanceof Unasked ? 0 : clock))
  const [hosts, cities] = await Promise.all([restored(() => readHosts(ask)), restored(() => readCities(ask))])
  const [backup, connections, deliveries, jobs, modules, days, mail, messages, calendar, sweeps] = await Promise.all([
    restored(sources.backup),
    reading(() => readConnections(ask)),
    restored(() => readDeliveries(ask)),
    restored(() => readJobs(ask)),
    restored(() => readModules(ask, hosts instanceof Unasked ? [] : hosts, sources.resting)),
    restored(() => readDays(ask)),
    mailOf(sources, cities, at, await mailFault),
    messagesOf(sources, cities, at),
    calendarOf(sources, cities),
    cities instanceof Unasked
      ? cities
      : tryReading(() => sources.civic?.stoppedSweeps(sources.askCities, cities) ?? Promise.resolve([])),
  ])
  const room = await disk
  return {
    at,
    today: sources.today(),
    version,
    database,
    schema,
    hosts,
    connections,
    deliveries,
    jobs,
    modules,
    clock,
    mail,
    messages,
    calendar,
    sweeps,
    disk: room instanceof Unasked ? room : { ...room, days: days instanceof Unasked ? [] : days },
    certificate: await certificate,
    updates: await updates,
    backup,
  }
}

const updatesOf = ({ updates, remembered }: StatusSources): Promise<Facts['updates']> =>
  updates ? remembered('updates', () => tryReading(updates)) : Promise.resolve({ configured: false, newer: [] })

async function mailOf(
  { civic, askCities, mail }: StatusSources,
  cities: Asked<AskedCity[]>,
  at: Date,
  greeted: Asked<void> | undefined,
): Promise<Facts['mail']> {
  const configured = mail !== undefined
  const fault = greeted instanceof Unasked ? greeted.why : undefined
  const unknown = { waiting: 0, failing: 0, oldest: null, givenUp: 0, lastError: null }
  if (cities instanceof Unasked) return fault ? { configured, fault, ...unknown } : cities
  // in a demonstration no letter leaves, so none waits
  const queue = civic
    ? await tryReading(() =>
        civic.mailQueue(
          askCities,
          cities.filter(({ demonstration }) => !demonstration),
          at,
        ),
      )
    : unknown
  if (queue instanceof Unasked) return fault ? { configured, fault, ...unknown } : queue
  return { configured, fault, ...queue }
}

async function messagesOf(
  { civic, askCities }: StatusSources,
  cities: Asked<AskedCity[]>,
  at: Date,
): Promise<Facts['messages']> {
  if (cities instanceof Unasked) return cities
  const real = cities.filter(({ demonstration }) => !demonstration)
  return civic ? tryReading(() => civic.messageQueue(askCities, real, at)) : noMessages
}

async function calendarOf(
  { civic, askCities, today }: StatusSources,
  cities: Asked<AskedCity[]>,
): Promise<Facts['calendar']> {
  if (cities instanceof Unasked) return cities
  const year = today().getUTCFullYear() + 1
  const missing = civic ? await tryReading(() => civic.withoutCalendar(askCities, cities, year)) : []
  return missing instanceof Unasked ? missing : { year, missing, cities: cities.length }
}
