import type { City, CityDb } from '@vmeste/sdk'
import type { CityTransaction } from '@vmeste/sdk/storage'
import { Recent } from '../recent.ts'
import { nationalCalendar } from './calendars/national-calendars.ts'
import { calendarYearSchema, type CalendarYear } from './calendar-year.ts'
import type { CalendarTables } from './calendar-year.entity.ts'
import type { CalendarOf } from './working-calendar.ts'

export interface EffectiveCalendar {
  readonly calendar: CalendarYear
  /** When the city made it its own; nothing while the national one counts. */
  readonly changedAt?: Date
}

/** The calendars that count in one city: its own rows before the national ones. */
export class CityCalendars {
  readonly #city: City
  readonly #own: Recent<ReadonlyMap<number, EffectiveCalendar>>

  constructor(city: City, db: CityDb<CalendarTables>) {
    this.#city = city
    this.#own = new Recent(async () => {
      const rows = await db.read
        .selectFrom('calendar_year')
        .select(['year', 'data', 'changed_at'])
        .where('country', '=', city.country)
        .limit(200)
        .execute()
      return new Map(
        rows.map((row) => [row.year, { calendar: calendarYearSchema.parse(row.data), changedAt: row.changed_at }]),
      )
    })
  }

  /** @param fresh read anew, whatever is remembered */
  async lookup(fresh = false): Promise<CalendarOf> {
    const own = await this.#own.get(fresh)
    return (year) => own.get(year)?.calendar ?? nationalCalendar(this.#city.country, year)
  }

  /** The calendars of some years, those that exist. */
  async find(years: readonly number[]): Promise<EffectiveCalendar[]> {
    const own = await this.#own.get(true)
    return years.flatMap((year) => {
      const national = nationalCalendar(this.#city.country, year)
      return own.get(year) ?? (national ? { calendar: national } : [])
    })
  }

  /** Makes a year the city's own, in the caller's transaction. Call `forget` once it has committed. */
  async save(tx: CityTransaction<CalendarTables>, calendar: CalendarYear, at: Date, by: string): Promise<void> {
    const row = { state: calendar.state, data: JSON.stringify(calendar), changed_at: at, changed_by: by }
    await tx.kysely
      .insertInto('calendar_year')
      .values({ country: calendar.country, year: calendar.year, ...row })
      .onConflict((conflict) => conflict.constraint('calendar_year_pkey').doUpdateSet(row))
      .execute()
  }

  forget(): void {
    this.#own.forget()
  }
}
