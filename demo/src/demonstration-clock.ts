import { Clock } from '@vmeste/sdk'

/** Steps through the past while the demonstration is being told, then follows real time. */
export class DemonstrationClock extends Clock {
  #told: Date | undefined

  override now(): Date { return this.#told ? new Date(this.#told) : new Date() }
  tell(time: Date): void { this.#told = time }
  follow(): void { this.#told = undefined }
}
