import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import type { DemonstrationAccount } from '../../shared/port/identity-port.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { CityRules } from '../accounts/city-rules.ts'
import type { KnownPlaces } from '../accounts/known-places.ts'
import type { MailLinks } from '../accounts/mail-links.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'
import type { CityOf } from '../options/embedded-options.ts'
import type { SecondFactors } from '../accounts/second-factors.ts'
import type { AttemptLimits } from './attempt-limits.ts'
import type { Letters } from '../letters/letters.ts'
import type { Visits } from './visits.ts'

/** What the pages at the door work with. */
export interface DoorParts {
  readonly visits: Visits
  readonly db: IdentityDb
  readonly accounts: AccountStore
  readonly links: MailLinks
  /** The same links inside a transaction. */
  readonly linksIn: (tx: IdentityDb) => MailLinks
  readonly letters: Letters
  readonly limits: AttemptLimits
  /** Where people have signed in from. */
  readonly places: KnownPlaces
  readonly ended: EndedSessions
  readonly factors: SecondFactors
  readonly rules: CityRules
  readonly origin: string
  readonly cityOf: CityOf
  readonly demonstration: readonly DemonstrationAccount[]
}
