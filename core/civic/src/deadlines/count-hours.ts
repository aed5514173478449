import { instantAt, wallTime } from '@vmeste/sdk'
import { addDays } from './local-date.ts'
import type { Derivation } from './derivation.ts'
import { hoursText } from './step-texts.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** The instant at which so many working hours have passed, breaks and days off left out. */
export function countWorkingHours(
  from: Date,
  hours: number,
  zone: string,
  calendar: WorkingCalendar,
  derivation: Derivation,
): Date {
  let left = hours * 3_600_000
  for (let date = wallTime(from, zone).date; ; date = addDays(date, 1)) {
    const day = calendar.day(date)
    derivation.day(date, day)
    if (!day.works) continue
    let worked = 0
    for (const span of calendar.spans(date)) {
      const opens = Math.max(instantAt(date, span.from, zone).getTime(), from.getTime())
      const open = Math.max(0, instantAt(date, span.to, zone).getTime() - opens)
      const taken = Math.min(open, left)
      worked += taken
      left -= taken
      if (left === 0) {
        derivation.add('hours', date, hoursText(Math.round(worked / 60_000)))
        return new Date(opens + taken)
      }
    }
    if (worked > 0) derivation.add('hours', date, hoursText(Math.round(worked / 60_000)))
  }
}
