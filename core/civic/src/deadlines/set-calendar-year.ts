import { parseInput, z, type Ctx, type Text } from '@vmeste/sdk'
import { calendarYearSchema, type CalendarYear } from './calendar-year.ts'
import type { CalendarTables } from './calendar-year.entity.ts'
import { CityCalendars, type EffectiveCalendar } from './city-calendars.ts'
import type { CalendarOf } from './working-calendar.ts'

export const calendarChanged = 'civic.calendar.changed@1'
export const calendarChangedSchema = z.object({
  country: z.string(),
  year: z.int(),
  state: z.enum(['official', 'provisional']),
})

export interface CalendarInput {
  year: number
  state: 'OFFICIAL' | 'PROVISIONAL'
  source: string
  week?: number[] | null
  hours?: { from: string; to: string }[] | null
  holidays: { date: string; name: Text }[]
  transfers: { off: string; work?: string | null; instead?: string | null }[]
}

/** Loads or edits a year of the city's calendar; whoever waits for it or leans on it hears of it by event. */
export async function setCalendarYear(ctx: Ctx<CalendarTables>, input: CalendarInput): Promise<EffectiveCalendar> {
  const calendars = ctx.use(CityCalendars)
  const calendar = readCalendar(ctx, input, await calendars.lookup(true))
  const at = ctx.clock.now()
  const subject = `civic:CalendarYear:${calendar.country}-${calendar.year}`
  const { country, year, state } = calendar
  await ctx.db.transaction(async (tx) => {
    await calendars.save(tx, calendar, at, ctx.person().key)
    tx.emit({ type: calendarChanged, subject, data: { country, year, state } })
    tx.audit({ action: 'civic.calendar.change', subject, detail: { state, source: calendar.source } })
  })
  calendars.forget()
  return { calendar, changedAt: at }
}

/** @throws Problem `INPUT_INVALID`, one field problem for each fault */
function readCalendar(ctx: Pick<Ctx, 'city' | 'lang'>, input: CalendarInput, calendarOf: CalendarOf): CalendarYear {
  // what is not said stays as it is, or as in the last year known
  const years = Array.from({ length: 30 }, (_, back) => input.year - back)
  const base = years.map(calendarOf).find((known) => known !== undefined)
  return parseInput(
    calendarYearSchema,
    {
      country: ctx.city.country,
      year: input.year,
      state: input.state.toLowerCase(),
      source: input.source,
      week: input.week ?? base?.week ?? [1, 2, 3, 4, 5],
      hours: input.hours ?? base?.hours ?? [{ from: '08:00', to: '17:00' }],
      holidays: input.holidays.map(({ date, name: { ru, be, en } }) => ({ date, name: { ru, be, en } })),
      transfers: input.transfers.map(({ off, work, instead }) => ({
        off,
        ...(work && { work }),
        ...(instead && { instead }),
      })),
    },
    ctx.lang,
    'calendar',
  )
}
