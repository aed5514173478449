import { Clock } from '@vmeste/sdk'

/**
 * The clock of a demonstration: steps through the past while a month of city life is being told, and follows the real
 * time otherwise. Give it to `createHost`, then to `seedDemonstration`.
 *
 * @example const clock = new DemonstrationClock(); const host = await createHost({ …, clock }); await
 *   seedDemonstration(host, clock, { newCity })
 */
export class DemonstrationClock extends Clock {
  readonly #real: Clock | undefined
  #told: Date | undefined

  /** @param real what it follows; the system's time unless given */
  constructor(real?: Clock) {
    super()
    this.#real = real
  }

  override now(): Date {
    return this.#told ? new Date(this.#told) : (this.#real?.now() ?? new Date())
  }

  /** Stands at this moment until it is told another or follows the real time. */
  tell(time: Date): void {
    this.#told = new Date(time)
  }

  follow(): void {
    this.#told = undefined
  }
}
