import { readFileSync } from 'node:fs'
import { Deadlines, type CityDb } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CalendarYearEntity, type CalendarTables } from './calendar-year.entity.ts'
import { calendarPersonalData } from './calendar-personal-data.ts'
import { CityCalendars } from './city-calendars.ts'
import { CityDeadlines } from './city-deadlines.ts'
import { DeadlinesMigration } from './deadlines.migration.ts'
import { deadlinesResolvers } from './deadlines.resolvers.ts'
import { calendarChanged, calendarChangedSchema } from './set-calendar-year.ts'

/** Working calendars and deadlines. */
export const deadlinesPart: Part = {
  entities: [CalendarYearEntity],
  migrations: [{ name: '0010-deadlines', class: DeadlinesMigration }],
  typeDefs: readFileSync(new URL('./deadlines.graphql', import.meta.url), 'utf8'),
  resolvers: deadlinesResolvers,
  permissions: {
    'civic.calendar.change': {
      title: { ru: 'Менять рабочий календарь', be: 'Змяняць рабочы каляндар', en: 'Change the working calendar' },
      default: ['city-admin'],
    },
  },
  emits: { [calendarChanged]: calendarChangedSchema },
  services: (scope) => {
    scope.bind(CityCalendars, () => new CityCalendars(scope.city, scope.db as CityDb<CalendarTables>))
    scope.bind(Deadlines, () => new CityDeadlines(scope.city, scope.get(CityCalendars)))
  },
  personalData: [calendarPersonalData],
}
