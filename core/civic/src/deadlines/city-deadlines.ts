import { Problem, type City, type Deadline, type DeadlineInput, type Deadlines } from '@vmeste/sdk'
import type { CityCalendars } from './city-calendars.ts'
import { computeDeadline } from './compute-deadline.ts'
import { shippedProfiles } from './profiles/shipped-profiles.ts'

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
    const computeWith = async (anew: boolean) =>
      computeDeadline({
        ...input,
        profiles: shippedProfiles,
        country,
        timezone,
        calendarOf: await this.#calendars.lookup(anew),
      })
    try {
      return await computeWith(fresh)
    } catch (problem) {
      // before refusing, one look whether somebody has loaded the year in the meantime
      if (fresh || !(problem instanceof Problem) || problem.code !== 'CALENDAR_YEAR_MISSING') throw problem
      return computeWith(true)
    }
  }
}
