/** A year of the working calendar as the graph tells it and the form changes it. Days are `2026-04-20`. */
export interface Calendar {
  readonly year: number
  /** Working weekdays, Monday is 1. */
  readonly week: readonly number[]
  readonly holidays: readonly { readonly date: string; readonly name: string }[]
  readonly transfers: readonly {
    readonly off: string
    readonly work?: string | null
    readonly instead?: string | null
  }[]
}

/** `REST`: off as every week. `OFF`: off by a transfer. `WORKED`: off as every week, yet worked. */
export type DayKind = 'WORK' | 'REST' | 'HOLIDAY' | 'OFF' | 'WORKED'

export interface CalendarDay {
  readonly date: string
  readonly number: number
  readonly kind: DayKind
  /** Name of the holiday. */
  readonly name?: string
  /** The other day of a transfer. */
  readonly other?: string
}
export interface CalendarMonth {
  /** 1–12 */
  readonly month: number
  /** Monday first; nothing where the week belongs to another month. */
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[]
  readonly working: number
}

const day = 86_400_000
const two = (value: number): string => String(value).padStart(2, '0')
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** What one day is, and why. */
export function readDay({ week, holidays, transfers }: Calendar, date: string): CalendarDay {
  const shown = { date, number: Number(date.slice(8)) }
  const worked = transfers.find(({ work }) => work === date)
  if (worked) return { ...shown, kind: 'WORKED', other: worked.off }
  const off = transfers.find((transfer) => transfer.off === date)
  if (off) return { ...shown, kind: 'OFF', ...((off.work ?? off.instead) ? { other: (off.work ?? off.instead)! } : {}) }
  const holiday = holidays.find((each) => each.date === date)
  if (holiday) return { ...shown, kind: 'HOLIDAY', name: holiday.name }
  return { ...shown, kind: week.includes(weekdayOf(date)) ? 'WORK' : 'REST' }
}

/** The twelve months of a year, ready to be drawn. */
export function monthsOf(calendar: Calendar): readonly CalendarMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1
    const length = new Date(Date.UTC(calendar.year, month, 0)).getUTCDate()
    const days = Array.from({ length }, (_each, at) =>
      readDay(calendar, `${calendar.year}-${two(month)}-${two(at + 1)}`),
    )
    const before = weekdayOf(days[0]!.date) - 1
    const cells = [...Array.from<undefined>({ length: before }), ...days]
    const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_each, at) =>
      Array.from({ length: 7 }, (_cell, column) => cells[at * 7 + column]),
    )
    return { month, weeks, working: days.filter(({ kind }) => kind === 'WORK' || kind === 'WORKED').length }
  })
}

interface Named {
  readonly date: string
  readonly names: { readonly ru: string; readonly be: string; readonly en: string }
}

/**
 * Holidays for a year that nobody has loaded: those that stood on the same day in every year we know.
 * What moves (Радуница, nine days after Easter) is left to whoever knows the date.
 *
 * @param known holidays by year; of one year alone all are taken
 */
export function lastingHolidays(known: readonly (readonly Named[])[], year: number): readonly Named[] {
  const [latest = [], ...others] = known
  return latest
    .filter(({ date }) => others.every((holidays) => holidays.some((each) => each.date.slice(4) === date.slice(4))))
    .map(({ date, names }) => ({ date: `${year}${date.slice(4)}`, names }))
}

/** Today in a zone, `2026-11-28`. */
export const todayIn = (timezone: string, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(now),
  )

/**
 * Noon in the city, whatever the zone: a day's deadline does not depend on the hour, and a browser elsewhere must not
 * move the day.
 */
export function noonIn(timezone: string, date: string): string {
  const guess = Date.parse(`${date}T12:00:00Z`)
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    day: 'numeric',
  }).formatToParts(new Date(guess))
  const part = (type: string): number => Number(shown.find((each) => each.type === type)?.value)
  const ahead =
    (part('hour') - 12) * 3_600_000 + part('minute') * 60_000 + (part('day') === Number(date.slice(8)) ? 0 : day)
  return new Date(guess - ahead).toISOString()
}
