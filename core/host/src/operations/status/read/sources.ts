import type { Asked } from '../facts/check.ts'
import type { BackupFacts, MessageFacts, SchemaFacts, SweepFacts, UpdateFacts } from '../facts/facts.ts'
import type { Ask, AskCities, AskedCity } from './ask.ts'
import type { ReadDisk } from './read-disk.ts'

/** Letters of some cities: what waits, what failed. */
export interface MailQueue {
  readonly waiting: number
  readonly failing: number
  readonly oldest: Date | null
  readonly givenUp: number
  readonly lastError: string | null
}

/** What the civic services say of their own tables; the host knows none of them. */
export interface CivicState {
  mailQueue(ask: AskCities, cities: readonly AskedCity[], now: Date): Promise<MailQueue>
  /** Messages to telephones that wait, and what did not arrive within a day. */
  messageQueue(ask: AskCities, cities: readonly AskedCity[], now: Date): Promise<MessageFacts>
  /** Slugs of the cities that have no working calendar of a year. */
  withoutCalendar(ask: AskCities, cities: readonly AskedCity[], year: number): Promise<readonly string[]>
  /** Cities in which sweeping photos has stopped, because most of them would have gone. */
  stoppedSweeps(ask: AskCities, cities: readonly AskedCity[]): Promise<readonly SweepFacts[]>
}

/** The door by which letters leave, as far as a look needs it. */
export interface MailDoor {
  /** Greets the mail server and sends nothing; throws where it does not answer or does not let us in. */
  greet(): Promise<void>
}

/** Where one look at an installation gets its readings from. */
export interface StatusSources {
  readonly ask: Ask
  readonly askCities: AskCities
  readonly civic: CivicState | undefined
  /** Modules that rest, as far as whoever looks knows it. */
  readonly resting: readonly string[]
  readonly schema: () => Promise<SchemaFacts>
  /** What a list of releases says; absent where none is set. */
  readonly updates: (() => Promise<UpdateFacts>) | undefined
  readonly origin: string
  readonly version: string
  /** Folder whose disk matters. */
  readonly folder: string
  readonly readDisk: ReadDisk
  /** Nothing where no mail server is set. */
  readonly mail: MailDoor | undefined
  readonly backup: () => Promise<BackupFacts>
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
  /** The platform's clock. */
  readonly today: () => Date
  /** What was asked a moment ago and need not be asked again: a certificate, a mail server, a list of releases. */
  readonly remembered: <T>(what: string, ask: () => Promise<Asked<T>>) => Promise<Asked<T>>
}
