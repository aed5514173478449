import { wallTime } from '@vmeste/civic/deadlines'
import { momentOf } from './backup-name.ts'

/** How many of each are kept: the newest copy of each of so many days, weeks and months that have one. */
export interface RetentionRule {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

export const retentionRule: RetentionRule = { daily: 7, weekly: 4, monthly: 12 }

/**
 * A copy a day makes one copy a day go, seldom two or three. Where more than this would go at once, something else has
 * happened: a clock, a hand, a fault of ours.
 */
export const mostAtOnce = 5

/** A copy from tomorrow is a clock that went wrong; a little may be two machines that differ. */
const leniencyMs = 5 * 60_000

export interface Retention {
  readonly keep: readonly string[]
  readonly remove: readonly string[]
  /** More would go than the rule can account for: then nothing is to be removed. */
  readonly alarm: boolean
}

/**
 * What of a target's copies may go. Days, weeks and months that have no copy do not count, so that a town that was off
 * for a month loses nothing by it. Kept whatever the rule says: the newest copy, copies from the future, and every name
 * that is not ours.
 *
 * @param names as the target lists them; only whole copies have a final name
 * @param now by the clock of whoever asks
 * @param zone IANA name: a day is a day on the server's wall
 * @example retain(['vmeste-20261129T000000Z.backup'], new Date(), 'Europe/Minsk').remove // []
 */
export function retain(
  names: readonly string[],
  now: Date,
  zone: string,
  rule: RetentionRule = retentionRule,
): Retention {
  const ours = names
    .flatMap((name) => {
      const at = momentOf(name)
      return at ? [{ name, at }] : []
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime())
  const past = ours.filter(({ at }) => at.getTime() <= now.getTime() + leniencyMs)
  const kept = new Set(ours.filter(({ at }) => at.getTime() > now.getTime() + leniencyMs).map(({ name }) => name))
  if (past[0]) kept.add(past[0].name)
  for (const [period, count] of [
    [dayOf, rule.daily],
    [weekOf, rule.weekly],
    [monthOf, rule.monthly],
  ] as const) {
    const seen = new Set<string>()
    for (const { name, at } of past) {
      const which = period(at, zone)
      if (seen.has(which)) continue
      if (seen.size === count) break
      seen.add(which)
      kept.add(name)
    }
  }
  const remove = ours.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
  return {
    keep: ours.filter(({ name }) => kept.has(name)).map(({ name }) => name),
    remove,
    alarm: remove.length > mostAtOnce,
  }
}

const dayOf = (at: Date, zone: string): string => wallTime(at, zone).date
const monthOf = (at: Date, zone: string): string => dayOf(at, zone).slice(0, 7)

/** The Monday a day's week begins with. */
function weekOf(at: Date, zone: string): string {
  const day = new Date(`${dayOf(at, zone)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}
