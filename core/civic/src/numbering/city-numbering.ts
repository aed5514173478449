import { Numbering, VmesteError, type City, type Clock, type OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { registrationNumber, requireSeries, yearIn } from './registration-number.ts'

/** `Numbering` of one city: the row of the series stays locked until the caller's transaction ends. */
export class CityNumbering extends Numbering {
  readonly #city: City
  readonly #clock: Clock

  constructor(city: City, clock: Clock) {
    super()
    this.#city = city
    this.#clock = clock
  }

  async next(tx: OpenTransaction, series: string): Promise<string> {
    requireSeries(series)
    const year = yearIn(this.#city.timezone, this.#clock.now())
    const [row] = await tx.run<{ value: number }>(sql`select civic.next_number(${series}, ${year}) as value`)
    if (!row)
      throw new VmesteError('VMESTE_NUMBER_SERIES', `the database gave no number for the series ${series} of ${year}`)
    return registrationNumber(this.#city.numberPrefix, series, year, row.value)
  }
}
