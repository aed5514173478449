import type { Lane } from '../jobs/call-lanes.ts'

/**
 * Shares out this host's room for lanes: each module has a few seats, and what finds none waits for that module alone.
 */
export class LaneSeats {
  readonly #each: number
  readonly #taken = new Map<string, number>()
  readonly #waiting = new Map<string, Map<string, Lane>>()

  /** @param each seats of one module */
  constructor(each: number) {
    this.#each = each
  }

  /**
   * Takes a seat; where there is none, the lane is remembered until one is free. Only here: a sweep finds what a killed
   * host remembered.
   */
  take(whose: string, lane: Lane): boolean {
    const taken = this.#taken.get(whose) ?? 0
    if (taken < this.#each) {
      this.#taken.set(whose, taken + 1)
      return true
    }
    const waiting = this.#waiting.get(whose) ?? new Map<string, Lane>()
    this.#waiting.set(whose, waiting.set(`${lane.city} ${lane.subscriber}`, lane))
    return false
  }

  /** Gives a seat back. @returns the lane that has waited longest, to be called again */
  leave(whose: string): Lane | undefined {
    const taken = (this.#taken.get(whose) ?? 1) - 1
    if (taken > 0) this.#taken.set(whose, taken)
    else this.#taken.delete(whose)
    const waiting = this.#waiting.get(whose)
    const [first] = waiting ?? []
    if (!first) return undefined
    waiting!.delete(first[0])
    if (waiting!.size === 0) this.#waiting.delete(whose)
    return first[1]
  }
}
