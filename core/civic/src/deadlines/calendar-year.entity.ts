import { defineEntity, p, type ColumnType } from '@vmeste/sdk/storage'
import type { CalendarYear } from './calendar-year.ts'

/** A year that the city has changed for itself; without a row the national calendar counts. */
export const CalendarYearEntity = defineEntity({
  name: 'CalendarYear',
  schema: 'civic',
  tableName: 'calendar_year',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    country: p.text().primary(),
    year: p.integer().primary(),
    /** `official` or `provisional`; also in `data`, here for whoever looks from outside. */
    state: p.text(),
    data: p.json<CalendarYear>(),
    changedAt: p.datetime(3),
    changedBy: p.text().nullable(),
  },
})

export interface CalendarTables {
  calendar_year: {
    country: string
    year: number
    state: string
    data: ColumnType<CalendarYear, string, string>
    changed_at: Date
    /** Key of the person. */
    changed_by: string | null
  }
}
