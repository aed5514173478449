import { visibleText, z } from '@vmeste/sdk'
import { calendarFaults, type CalendarFault } from './calendar-faults.ts'
import { isLocalDate, yearOf } from './local-date.ts'

const date = z.string().refine(isLocalDate, { params: { code: 'DAY_INVALID', text: calendarFaults.DAY_INVALID } })
const name = visibleText(100)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')

/** One year of a working calendar: the base week, the day's schedule, and every exception to them. */
export const calendarYearSchema = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    year: z.int().min(2000).max(2100),
    /** `provisional`: only the fixed holidays are known, transfers are not decreed yet. */
    state: z.enum(['official', 'provisional']),
    /** The act or page it was taken from. */
    source: z.string().min(1).max(300),
    /** Working weekdays, Monday is 1. */
    week: z.array(z.int().min(1).max(7)).min(1).max(7),
    /** Working hours of a day, in order; the gaps between are breaks. */
    hours: z
      .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
      .min(1)
      .max(6),
    holidays: z.array(z.strictObject({ date, name: z.object({ ru: name, be: name, en: name }) })).max(60),
    /**
     * `work`: that day is worked instead. `instead`: the day off was moved from there (a holiday that fell on a
     * weekend).
     */
    transfers: z.array(z.strictObject({ off: date, work: date.optional(), instead: date.optional() })).max(40),
  })
  .superRefine((calendar, context) => {
    const refuse = (code: CalendarFault, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message: code, path, params: { code, text: calendarFaults[code] } })
    calendar.hours.forEach((span, at) => {
      const before = calendar.hours[at - 1]
      if (span.from >= span.to || (before && before.to > span.from)) refuse('HOURS_OUT_OF_ORDER', 'hours', at)
    })
    const works = new Set(calendar.transfers.flatMap(({ work }) => work ?? []))
    const off = new Set<string>()
    const takeOff = (day: string, path: 'holidays' | 'transfers', at: number) => {
      if (yearOf(day) !== calendar.year) refuse('DAY_OUTSIDE_YEAR', path, at)
      if (works.has(day)) refuse('DAY_BOTH_WORKED_AND_OFF', path, at)
      if (off.has(day)) refuse('DAY_TWICE', path, at)
      off.add(day)
    }
    calendar.holidays.forEach(({ date }, at) => takeOff(date, 'holidays', at))
    calendar.transfers.forEach((transfer, at) => {
      takeOff(transfer.off, 'transfers', at)
      if (transfer.work && yearOf(transfer.work) !== calendar.year) refuse('DAY_OUTSIDE_YEAR', 'transfers', at)
    })
  })

export type CalendarYear = z.infer<typeof calendarYearSchema>
