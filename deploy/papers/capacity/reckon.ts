import { assumed, figures, type Plan } from './figures.ts'

export interface Need {
  /** Cases a day on average, and a second in the busiest hour of the worst day. */
  readonly aDay: number
  readonly aSecond: number
  /**
   * Cores, with the share that may be busy: of everything, of the database in it, and of the one thread a host answers
   * with.
   */
  readonly cores: number
  readonly databaseCores: number
  readonly threads: number
  readonly hosts: number
  /** Gigabytes. */
  readonly memory: number
  readonly database: number
  readonly photos: number
  readonly logADay: number
  /** At most, by all hosts together. */
  readonly connections: number
  /** Megabits a second in the busiest hour. */
  readonly incoming: number
  readonly outgoing: number
}

/**
 * Connections a host opens at most with five parts that have tables: a pool of eight each, one more each, eight of its
 * own.
 */
export const connectionsAHost = 5 * 8 + 5 + 8
/** What a host never exceeds, and what a database wants beside it for a town. */
const [hostGigabytes, databaseGigabytes] = [0.45, 1]
/** Hosts beyond the first are for answering while one is restarted. */
const spare = 1

export function reckon({ casesAYear, cities, storm }: Plan): Need {
  const { list, photo, rest } = figures
  const aDay = casesAYear / 365
  const aSecond = (aDay * storm * assumed.busiestHour) / 3600
  const databaseMs = assumed.photos * photo.database + rest.database + assumed.looks * list.database
  const threadMs = rest.host + assumed.looks * list.host
  const totalMs = databaseMs + threadMs + assumed.photos * photo.host
  const busy = (ms: number): number => (aSecond * ms) / 1000 / assumed.busy
  const threads = busy(threadMs)
  const hosts = cities === 1 ? 1 : Math.max(1, Math.ceil(threads)) + spare
  const keptYears = (casesAYear * assumed.years) / 1e6
  return {
    aDay,
    aSecond,
    cores: busy(totalMs),
    databaseCores: busy(databaseMs),
    threads,
    hosts,
    memory: hosts * hostGigabytes + databaseGigabytes,
    database: keptYears * figures.kept + ((casesAYear / 12) * figures.events) / 1e6,
    photos: keptYears * assumed.photos * figures.file,
    logADay: (aDay * figures.log) / 1e6,
    connections: hosts * connectionsAHost,
    incoming: (aSecond * assumed.photos * figures.sent * 8) / 1000,
    outgoing: (aSecond * assumed.firstVisits * figures.page * 8) / 1000,
  }
}
