import type { Asked } from './check.ts'

/** Everything that was read for one look at an installation; what of it means trouble, the checks say. */
export interface Facts {
  /** Now, by the database's clock where that can be asked. */
  readonly at: Date
  /** Now, as the platform sees it: which year it is. */
  readonly today: Date
  readonly version: string
  readonly database: Asked<DatabaseFacts>
  readonly schema: Asked<SchemaFacts>
  readonly updates: Asked<UpdateFacts>
  readonly hosts: Asked<readonly HostFacts[]>
  readonly connections: Asked<ConnectionFacts>
  readonly disk: Asked<DiskFacts>
  readonly mail: Asked<MailFacts>
  readonly messages: Asked<MessageFacts>
  readonly deliveries: Asked<DeliveryFacts>
  readonly jobs: Asked<readonly JobFacts[]>
  readonly sweeps: Asked<readonly SweepFacts[]>
  readonly backup: Asked<BackupFacts>
  readonly certificate: Asked<CertificateFacts>
  /** The clock of whoever looks, less the database's, in milliseconds. */
  readonly clock: Asked<number>
  readonly calendar: Asked<CalendarFacts>
  readonly modules: Asked<readonly ModuleFacts[]>
}

export interface DatabaseFacts {
  readonly version: string
  readonly bytes: number
}

/** What stands in the database against what this program knows. */
export interface SchemaFacts {
  readonly pending: readonly string[]
  readonly unknown: readonly string[]
}

/** Something that runs here and of which there is a later version. */
export interface NewerVersion {
  /** `Vmeste`, or the id of a module. */
  readonly name: string
  readonly has: string
  readonly newest: string
  /** One of the versions since then closes a security hole. */
  readonly security: boolean
}
export interface UpdateFacts {
  readonly configured: boolean
  readonly newer: readonly NewerVersion[]
}

/** What a host says of itself, every few seconds. */
export interface HostFacts {
  readonly host: string
  readonly startedAt: Date
  readonly seenAt: Date
  /** Milliseconds since it gave a sign of life, by the database's clock. */
  readonly silentMs: number
  readonly version: string
  /** Its clock less the database's. */
  readonly clockMs: number
  /** Whether letters go out, as it saw last. */
  readonly mail: { readonly error: string | null; readonly errorAt: Date | null; readonly sentAt: Date | null }
  readonly resting: readonly string[]
}

export interface ConnectionFacts {
  readonly used: number
  readonly bound: number
}

export interface DiskFacts {
  readonly usedBytes: number
  readonly freeBytes: number
  /** What was read on earlier days, oldest first. */
  readonly days: readonly { readonly day: Date; readonly usedBytes: number }[]
}

export interface MailFacts {
  readonly configured: boolean
  /** What a greeting to the mail server came to; undefined where it answered. A code, never its words. */
  readonly fault: string | undefined
  readonly waiting: number
  /** Of these, letters that were tried in vain. */
  readonly failing: number
  /** Oldest letter that is due. */
  readonly oldest: Date | null
  /** Letters given up within a week. */
  readonly givenUp: number
  readonly lastError: string | null
}

/** Letters and messages to people of some cities. */
export interface MessageFacts {
  /** Messages to telephones in the queue. */
  readonly waiting: number
  /** The oldest of them that is due. */
  readonly oldest: Date | null
  /** Letters and messages that were given up, or came back, within a day. */
  readonly failed: number
  /** Of these, the ones that somebody is asked to tell. */
  readonly tasks: number
  readonly lastError: string | null
}

export const noMessages: MessageFacts = { waiting: 0, oldest: null, failed: 0, tasks: 0, lastError: null }

export interface DeliveryFacts {
  readonly dead: number
  readonly oldestDead: Date | null
  /** Whose they are, most first. */ readonly subscribers: readonly string[]
  /** How long the oldest event waits that is due, milliseconds. */ readonly lagMs: number
}

export interface JobFacts {
  readonly job: string
  /** Five-field cron in UTC. */
  readonly cron: string
  readonly lastAt: Date | null
  readonly lastError: string | null
  /** Since when it should have run. */
  readonly knownSince: Date
}

/** A city in which sweeping photos has stopped: so many of so many would have gone. */
export interface SweepFacts {
  readonly city: string
  readonly wouldGo: number
  readonly of: number
}

/** A file beside copies in which it does not stand what was erased. */
export interface UnwrittenBook {
  readonly file: string
  /** Why, in a word. */
  readonly code: string
  /** Its folder is not there. */
  readonly away: boolean
}

/** Backups of this installation, as their schedule knows them. */
export interface BackupFacts {
  readonly configured: boolean
  /** The last one of the schedule. */
  readonly lastAt: Date | null
  readonly error: string | null
  /** The last one that somebody made. */
  readonly byHandAt?: Date | null
  /** Books of erasures that could not be written when something was erased last. */
  readonly unwritten?: readonly UnwrittenBook[]
  /** Since when the schedule is set as it is. */
  readonly setSince?: Date | null
}

export type CertificateFacts =
  | { readonly kind: 'none'; readonly local: boolean }
  | { readonly kind: 'unreachable'; readonly why: string }
  | {
      readonly kind: 'found'
      readonly until: Date
      /** Why browsers refuse it; undefined where they take it. */ readonly refused: string | undefined
    }

export interface CalendarFacts {
  readonly year: number
  readonly missing: readonly string[]
  readonly cities: number
}

export interface ModuleFacts {
  readonly module: string
  readonly state: 'DEGRADED' | 'UNHEALTHY' | 'RESTING'
  /** Slug; nothing where it is the whole host's. */ readonly city: string | undefined
  readonly reason: string | undefined
}
