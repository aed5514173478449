import type { CalendarYear } from '../calendar-year.ts'
import { belarus } from './belarus.ts'
import { russia } from './russia.ts'

/** What every city starts from; a city that edits a year gets its own copy of that year. */
export const nationalCalendars: readonly CalendarYear[] = [...belarus, ...russia]

/** The national calendar of a country's year, if it is shipped. */
export const nationalCalendar = (country: string, year: number): CalendarYear | undefined =>
  nationalCalendars.find((calendar) => calendar.country === country && calendar.year === year)
