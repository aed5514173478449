import type { IdentityMail } from '../../identity/shared/port/identity-port.ts'
import type { BackupFacts, UpdateFacts } from './facts/facts.ts'
import type { MailWatch } from './mail-watch.ts'
import type { BackupTarget } from './read/read-backup.ts'
import type { ReadDisk } from './read/read-disk.ts'
import type { CivicState, MailDoor } from './read/sources.ts'

/** How letters leave this installation. */
export interface MailOut extends MailDoor {
  send(letter: IdentityMail): Promise<void>
}

/** What the state of an installation is read from beside its database; each may be left out. */
export interface StatusOptions {
  readonly civic?: CivicState
  /** Absent where no mail server is set. */
  readonly mail?: MailOut
  readonly watch?: MailWatch
  /** Where copies go on their own; absent where none are made. */
  readonly backupTarget?: BackupTarget
  /** Asks a list of releases; absent where none is set. */
  readonly updates?: () => Promise<UpdateFacts>
  /** Otherwise than the schedule has written down: for tests. */
  readonly backup?: () => Promise<BackupFacts>
  readonly readDisk?: ReadDisk
  /** The machine's clock, in milliseconds. */
  readonly machine?: () => number
  readonly tuning?: Partial<StatusTuning>
}

export interface StatusTuning {
  /** Between two signs of life of a host, milliseconds. */
  readonly beatMs: number
  /** Between two looks for red lines. */
  readonly lookMs: number
  /** A line is told once it has been red for so long: what passes by itself wakes nobody. */
  readonly redForMs: number
  /** A letter about a red line that could not leave is tried again after this. */
  readonly againMs: number
  /** A look stands for so long, however often it is asked for. */
  readonly freshMs: number
  /** So does a greeting of the mail server. */
  readonly greetMs: number
  /** So does what a list of releases says. */
  readonly updatesMs: number
}
export const defaultStatusTuning: StatusTuning = {
  beatMs: 15_000,
  lookMs: 60_000,
  redForMs: 90_000,
  againMs: 600_000,
  freshMs: 5_000,
  greetMs: 300_000,
  updatesMs: 86_400_000,
}
