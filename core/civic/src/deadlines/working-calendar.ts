import type { Text } from '@vmeste/sdk'
import type { CalendarYear } from './calendar-year.ts'
import { calendarYearMissing } from './deadline-problems.ts'
import { weekday, yearOf, type LocalDate } from './local-date.ts'

export type Day =
  | { readonly kind: 'working' | 'weekend'; readonly works: boolean }
  | { readonly kind: 'holiday'; readonly works: false; readonly name: Text }
  | { readonly kind: 'movedOff'; readonly works: false; readonly work?: LocalDate; readonly instead?: LocalDate }
  | { readonly kind: 'movedWork'; readonly works: true; readonly off: LocalDate }

/** Working time of a day in seconds since midnight. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Finds a calendar by year, or nothing where there is none. */
export type CalendarOf = (year: number) => CalendarYear | undefined

/**
 * Answers what a day is, and remembers the years it was asked about: a deadline that leans on a provisional
 * year has to say so. Made anew for every computation.
 */
export class WorkingCalendar {
  readonly #country: string
  readonly #find: CalendarOf
  readonly #asked = new Map<number, CalendarYear>()

  constructor(country: string, find: CalendarOf) {
    this.#country = country
    this.#find = find
  }

  /** Years without decreed transfers that were leant on. */
  get provisionalYears(): number[] {
    return [...this.#asked.values()].filter(({ state }) => state === 'provisional').map(({ year }) => year)
  }

  /** @throws Problem `CALENDAR_YEAR_MISSING` */
  day(date: LocalDate): Day {
    const calendar = this.#year(yearOf(date))
    const worked = calendar.transfers.find((transfer) => transfer.work === date)
    if (worked) return { kind: 'movedWork', works: true, off: worked.off }
    const moved = calendar.transfers.find((transfer) => transfer.off === date)
    if (moved)
      return {
        kind: 'movedOff',
        works: false,
        ...(moved.work && { work: moved.work }),
        ...(moved.instead && { instead: moved.instead }),
      }
    const holiday = calendar.holidays.find((day) => day.date === date)
    if (holiday) return { kind: 'holiday', works: false, name: holiday.name }
    const works = calendar.week.includes(weekday(date))
    return { kind: works ? 'working' : 'weekend', works }
  }

  /** Working hours that a working day of this year has. */
  spans(date: LocalDate): Span[] {
    return this.#year(yearOf(date)).hours.map(({ from, to }) => ({ from: seconds(from), to: seconds(to) }))
  }

  #year(year: number): CalendarYear {
    const calendar = this.#asked.get(year) ?? this.#find(year)
    if (!calendar) throw calendarYearMissing(this.#country, year)
    this.#asked.set(year, calendar)
    return calendar
  }
}

const seconds = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60
