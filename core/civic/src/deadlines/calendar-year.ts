import { textSchema, z } from '@vmeste/sdk'
import { isLocalDate, yearOf } from './local-date.ts'

const date = z.string().refine(isLocalDate, 'a real day, YYYY-MM-DD')
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')

/** One year of a working calendar: the base week, the day's schedule, and every exception to them. */
export const calendarYearSchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  year: z.int().min(2000).max(2100),
  /** `provisional`: only the fixed holidays are known, transfers are not decreed yet. */
  state: z.enum(['official', 'provisional']),
  /** The act or page it was taken from. */
  source: z.string().min(1).max(300),
  /** Working weekdays, Monday is 1. */
  week: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Working hours of a day, in order; the gaps between are breaks. */
  hours: z.array(z.strictObject({ from: timeOfDay, to: timeOfDay })).min(1).max(6),
  holidays: z.array(z.strictObject({ date, name: textSchema })).max(60),
  /** `work`: that day is worked instead. `instead`: the day off was moved from there (a holiday that fell on a weekend). */
  transfers: z.array(z.strictObject({ off: date, work: date.optional(), instead: date.optional() })).max(40),
}).superRefine((calendar, context) => {
  const refuse = (message: string, path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
  calendar.hours.forEach((span, at) => {
    const before = calendar.hours[at - 1]
    if (span.from >= span.to || (before && before.to > span.from)) refuse('hours must follow one another', ['hours', at])
  })
  const off = [...calendar.holidays.map((day) => day.date), ...calendar.transfers.map((transfer) => transfer.off)]
  const work = calendar.transfers.flatMap((transfer) => transfer.work ?? [])
  for (const day of [...off, ...work]) if (yearOf(day) !== calendar.year) refuse(`${day} is not in ${calendar.year}`, ['transfers'])
  for (const day of work) if (off.includes(day)) refuse(`${day} cannot be both worked and off`, ['transfers'])
})

export type CalendarYear = z.infer<typeof calendarYearSchema>
