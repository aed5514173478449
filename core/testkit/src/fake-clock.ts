import { Clock } from '@vmeste/sdk'

/** A clock that stands still until it is told otherwise. */
export class FakeClock extends Clock {
  #now: Date

  constructor(now: string | Date = new Date()) {
    super()
    this.#now = new Date(now)
  }

  override now(): Date {
    return new Date(this.#now)
  }
  set(now: string | Date): void {
    this.#now = new Date(now)
  }
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds)
  }
}
