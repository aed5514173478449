import { Clock } from '@vmeste/sdk'

/** Today's time, moved. */
export class ShiftingClock extends Clock {
  #ahead = 0
  advance(milliseconds: number): void {
    this.#ahead += milliseconds
  }
  override now(): Date {
    return new Date(Date.now() + this.#ahead)
  }
}
