import type { CitySnapshot } from './city-snapshot.ts'
import { CityRuntime, type RuntimeParts } from './city-runtime.ts'

/** The runtime of each snapshot, made on first use and let go with it. */
export class CityRuntimes {
  readonly #parts: RuntimeParts
  readonly #snapshots: () => readonly CitySnapshot[]
  readonly #made = new WeakMap<CitySnapshot, CityRuntime>()

  /** @param snapshots of all cities by now */
  constructor(parts: RuntimeParts, snapshots: () => readonly CitySnapshot[]) {
    this.#parts = parts
    this.#snapshots = snapshots
  }

  of(snapshot: CitySnapshot): CityRuntime {
    const known = this.#made.get(snapshot)
    if (known) return known
    const made = new CityRuntime(snapshot, this.#parts, () => this.#snapshots().map((each) => this.of(each)))
    this.#made.set(snapshot, made)
    return made
  }
}
