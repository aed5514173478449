import type { DayRoll, Text } from '@vmeste/sdk'
import type { LocalDate } from './local-date.ts'
import type { DatedTerm, Term } from './term.ts'
import { profileNotInForce, profileUnknown } from './deadline-problems.ts'

/** One version of the rules of one regime in one jurisdiction. A change of the law is a new version, never an edit. */
export interface Profile {
  readonly code: string
  readonly validFrom: LocalDate
  /** Last day in force, inclusive. */
  readonly validTo?: LocalDate
  readonly title: Text
  readonly regime: 'MESSAGE' | 'APPEAL'
  /** Country and zone that stand in where no city is given. */
  readonly country: string
  readonly timezone: string
  /** Where terms in days and months go when they end on a day off. */
  readonly roll: DayRoll
  readonly terms: Readonly<Record<string, Term | DatedTerm>>
  /**
   * Norms nobody has checked against the act yet, by term name or rule (`roll`); shown to administrators as «проверьте
   * норму».
   */
  readonly unconfirmed: readonly string[]
  readonly kinds?: readonly string[]
  readonly languages?: readonly string[]
  readonly requisites?: { readonly person: readonly string[]; readonly legal: readonly string[] }
  readonly leaveGrounds?: readonly string[]
  /** From how many alike electronic appeals one published reply answers all. */
  readonly massReplyThreshold?: number
  readonly localFirst?: boolean
  readonly forbidForwardToSubject?: boolean
  /** Whether the portal itself may take electronic appeals; if not, it hands over a prefilled text. */
  readonly portalElectronic?: boolean
  /** Whether a phone call can become an oral appeal. */
  readonly callBecomesAppeal?: boolean
}

/** Nobody knows the rules of the next century, and four-digit years end somewhere. */
const farFuture = '2199-12-31'

/** `by-300z@2023-01-02`: kept with a case, so that a later change of the law does not touch it. */
export const profileVersion = (profile: Profile) => `${profile.code}@${profile.validFrom}`

/**
 * The version of a profile in force on a day.
 * @throws Problem `PROFILE_UNKNOWN`, `PROFILE_NOT_IN_FORCE`
 */
export function profileAt(profiles: readonly Profile[], code: string, day: LocalDate): Profile {
  const versions = profiles.filter((profile) => profile.code === code)
  if (versions.length === 0) throw profileUnknown(code)
  const version = versions.find(({ validFrom, validTo }) => validFrom <= day && day <= (validTo ?? farFuture))
  if (!version) throw profileNotInForce(code, day)
  return version
}

/**
 * Whose calendar and clock a profile goes by where no city says otherwise.
 * @throws Problem `PROFILE_UNKNOWN`
 */
export function placeOf(profiles: readonly Profile[], code: string): Pick<Profile, 'country' | 'timezone'> {
  const profile = profiles.find((known) => known.code === code)
  if (!profile) throw profileUnknown(code)
  return profile
}
