import type { CitySnapshot } from './city-snapshot.ts'
import { CityRuntime, type RuntimeParts } from './city-runtime.ts'

/** The runtime of each snapshot, made on first use and let go with it. */
export class CityRuntimes {
  readonly #parts: RuntimeParts
  readonly #made = new WeakMap<CitySnapshot, CityRuntime>()

  constructor(parts: RuntimeParts) {
    this.#parts = parts
  }

  of(snapshot: CitySnapshot): CityRuntime {
    const known = this.#made.get(snapshot)
    if (known) return known
    const made = new CityRuntime(snapshot, this.#parts)
    this.#made.set(snapshot, made)
    return made
  }
}
