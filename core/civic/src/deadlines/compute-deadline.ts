import { endOfDay, wallTime, type DayRoll, type Deadline } from '@vmeste/sdk'
import { countMonths, countWorkingDays, registrationDay, rollToWorkingDay } from './count-days.ts'
import { countWorkingHours } from './count-hours.ts'
import { termNeedsDate, termUnknown } from './deadline-problems.ts'
import { Derivation } from './derivation.ts'
import { addDays, type LocalDate } from './local-date.ts'
import { profileAt, profileVersion, type Profile } from './profile.ts'
import { dueTexts, provisionalText, startTexts } from './step-texts.ts'
import { parsePlainTerm, type Term } from './term.ts'
import { wallStamp } from './time-zone.ts'
import { WorkingCalendar, type CalendarOf } from './working-calendar.ts'

export interface Computation {
  readonly profiles: readonly Profile[]
  /** Code of a profile; its version in force at `from` is used. */
  readonly profile: string
  /** `consider`, or a plain `5wd`. */
  readonly term: string
  readonly from: Date
  /** IANA name of the place. */
  readonly timezone: string
  /** Whose calendars `calendarOf` finds; for the message when one is missing. */
  readonly country: string
  readonly calendarOf: CalendarOf
  readonly roll?: DayRoll
}

/**
 * Computes a due date and how it came about. Pure: the calendars and the profiles are all it knows.
 *
 * Terms in days and months are due at the end of the calendar day, 23:59:59 local time, not at the end of office hours:
 * the norms count whole days, a breach begins with the next date, and an answer given at 17:30 of the last day is in
 * time. Terms in hours are due at the exact instant.
 *
 * @throws Problem `CALENDAR_YEAR_MISSING`, `PROFILE_UNKNOWN`, `PROFILE_NOT_IN_FORCE`, `TERM_UNKNOWN`, `TERM_NEEDS_DATE`
 */
export function computeDeadline(input: Computation): Deadline {
  const start = wallTime(input.from, input.timezone)
  const profile = profileAt(input.profiles, input.profile, start.date)
  const term = findTerm(profile, input.term)
  const roll = input.roll ?? term.roll ?? profile.roll
  const calendar = new WorkingCalendar(input.country, input.calendarOf)
  const derivation = new Derivation()
  const isHours = term.unit === 'clockHour' || term.unit === 'clockMinute' || term.unit === 'workingHour'
  const due = isHours
    ? hoursDue(input, term, calendar, derivation)
    : endOfDay(lastDay(input, term, start, roll, calendar, derivation), input.timezone)
  for (const year of calendar.provisionalYears) derivation.add('provisional', String(year), () => provisionalText(year))
  return {
    due,
    precision: isHours ? 'minute' : 'day',
    provisional: calendar.provisionalYears.length > 0,
    confirmed:
      !profile.unconfirmed.includes(input.term) &&
      !(profile.unconfirmed.includes('roll') && derivation.steps.some((step) => step.rule === 'roll')),
    steps: derivation.steps,
    profile: profileVersion(profile),
  }
}

function findTerm(profile: Profile, name: string): Term {
  const named = Object.hasOwn(profile.terms, name) ? profile.terms[name] : undefined
  if (named?.value === 'date') throw termNeedsDate(name)
  const term = named ?? parsePlainTerm(name)
  if (!term) throw termUnknown(profile.code, name.slice(0, 40), Object.keys(profile.terms))
  return term
}

function hoursDue(
  { from, timezone }: Computation,
  { unit, value }: Term,
  calendar: WorkingCalendar,
  derivation: Derivation,
): Date {
  derivation.add('start', wallStamp(from, timezone), startTexts.instant)
  const due =
    unit === 'workingHour'
      ? countWorkingHours(from, value, timezone, calendar, derivation)
      : new Date(from.getTime() + value * (unit === 'clockHour' ? 3_600_000 : 60_000))
  derivation.add('due', wallStamp(due, timezone), dueTexts.instant)
  return due
}

function lastDay(
  { from, timezone }: Computation,
  term: Term,
  start: { date: LocalDate; seconds: number },
  roll: DayRoll,
  calendar: WorkingCalendar,
  derivation: Derivation,
): LocalDate {
  if (term.value === 0) {
    const stamp = wallStamp(from, timezone)
    const day = term.afterHours === 'sameDay' ? start.date : registrationDay({ ...start, stamp }, calendar, derivation)
    if (derivation.steps.length === 0) derivation.add('start', stamp, startTexts.received)
    derivation.add('due', day, dueTexts.day)
    return day
  }
  derivation.add('start', start.date, startTexts[term.counts ?? 'receipt'])
  if (term.unit === 'workingDay') {
    const day = countWorkingDays(start.date, term.value, calendar, derivation)
    derivation.add('due', day, dueTexts.workingDay(term.value))
    return day
  }
  const last = term.unit === 'month' ? countMonths(start.date, term.value, derivation) : addDays(start.date, term.value)
  const day = rollToWorkingDay(start.date, last, roll, calendar, derivation)
  derivation.add('due', day, dueTexts.day)
  return day
}
