import type { DayRoll } from '@vmeste/sdk'
import { addDays, addMonths, type LocalDate } from './local-date.ts'
import type { Derivation } from './derivation.ts'
import { afterHoursText, monthEndText, rollTexts, startTexts } from './step-texts.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** The day on which the count of working days is full; the first day itself is not counted. */
export function countWorkingDays(
  start: LocalDate,
  count: number,
  calendar: WorkingCalendar,
  derivation: Derivation,
): LocalDate {
  let date = start
  for (let left = count; left > 0;) {
    date = addDays(date, 1)
    const day = calendar.day(date)
    derivation.day(date, day)
    if (day.works) left -= 1
  }
  return date
}

/** Months later, on the same day of the month or on the month's last one. */
export function countMonths(start: LocalDate, count: number, derivation: Derivation): LocalDate {
  const date = addMonths(start, count)
  if (date.slice(8) !== start.slice(8)) derivation.add('monthEnd', date, monthEndText(Number(start.slice(8))))
  return date
}

/**
 * Moves a last day that is a day off to a working one. `previous` never moves to the start or before it
 * (one day from Friday would be due on Friday): then it goes forward.
 */
export function rollToWorkingDay(
  start: LocalDate,
  last: LocalDate,
  roll: DayRoll,
  calendar: WorkingCalendar,
  derivation: Derivation,
): LocalDate {
  if (roll === 'none') return last
  const walk = (step: 1 | -1, say: boolean) => {
    let date = last
    // not past the start: the year before it is none of this term's business
    for (let day = calendar.day(date); !day.works && date > start; day = calendar.day(date)) {
      if (say) derivation.day(date, day, { weekends: true })
      date = addDays(date, step)
    }
    return date
  }
  const back = roll === 'previous' && walk(-1, false) > start
  const date = walk(back ? -1 : 1, true)
  if (date !== last) derivation.add('roll', date, rollTexts[back ? 'previous' : 'next'])
  return date
}

/** Registration: the same day in working time, otherwise no later than the next working day. */
export function registrationDay(
  at: { date: LocalDate; seconds: number; stamp: string },
  calendar: WorkingCalendar,
  derivation: Derivation,
): LocalDate {
  const closes = calendar.spans(at.date).at(-1)?.to ?? 0
  const today = calendar.day(at.date)
  derivation.add('start', at.stamp, startTexts.received)
  if (today.works && at.seconds < closes) return at.date
  if (today.works) derivation.add('afterHours', at.stamp, afterHoursText)
  else derivation.day(at.date, today, { weekends: true })
  let date = addDays(at.date, 1)
  for (let day = calendar.day(date); !day.works; day = calendar.day(date)) {
    derivation.day(date, day, { weekends: true })
    date = addDays(date, 1)
  }
  return date
}
