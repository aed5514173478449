import { instantAt, Problem, wallTime, type City, type Deadline, type DeadlineInput, type Deadlines } from '@vmeste/sdk'
import type { CityCalendars } from './city-calendars.ts'
import { computeDeadline } from './compute-deadline.ts'
import { shippedProfiles } from './profiles/shipped-profiles.ts'
import { WorkingCalendar, type CalendarOf } from './working-calendar.ts'

/** The port that modules use: the engine with the city's calendars and clock. */
export class CityDeadlines implements Deadlines {
  readonly #city: City
  readonly #calendars: CityCalendars

  constructor(city: City, calendars: CityCalendars) {
    this.#city = city
    this.#calendars = calendars
  }

  async compute({ fresh = false, ...input }: DeadlineInput): Promise<Deadline> {
    const { country, timezone } = this.#city
    return this.#withCalendars(fresh, (calendarOf) =>
      computeDeadline({ ...input, profiles: shippedProfiles, country, timezone, calendarOf }),
    )
  }

  isWorkingTime(at: Date): Promise<boolean> {
    const { country, timezone } = this.#city
    const { date } = wallTime(at, timezone)
    return this.#withCalendars(false, (calendarOf) => {
      const calendar = new WorkingCalendar(country, calendarOf)
      return (
        calendar.day(date).works &&
        calendar
          .spans(date)
          .some(({ from, to }) => instantAt(date, from, timezone) <= at && at < instantAt(date, to, timezone))
      )
    })
  }

  async #withCalendars<T>(fresh: boolean, work: (calendarOf: CalendarOf) => T): Promise<T> {
    try {
      return work(await this.#calendars.lookup(fresh))
    } catch (problem) {
      // before refusing, one look whether somebody has loaded the year in the meantime
      if (fresh || !(problem instanceof Problem) || problem.code !== 'CALENDAR_YEAR_MISSING') throw problem
      return work(await this.#calendars.lookup(true))
    }
  }
}
