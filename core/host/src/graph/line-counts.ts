import { linesFull } from '../problems/limits.ts'
import { retryAfterSeconds } from './live-limits.ts'

/** How many of something are open by whoever holds them. What nobody holds takes no memory. */
export class LineCounts {
  readonly #most: number
  readonly #open = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#open.size
  }

  /**
   * Takes one place until `release` is called.
   *
   * @throws Problem `LIVE_LINES_FULL`
   */
  take(who: string): () => void {
    const now = this.#open.get(who) ?? 0
    if (now >= this.#most) throw linesFull(retryAfterSeconds)
    this.#open.set(who, now + 1)
    let released = false
    return () => {
      if (released) return
      released = true
      const left = (this.#open.get(who) ?? 1) - 1
      if (left > 0) this.#open.set(who, left)
      else this.#open.delete(who)
    }
  }
}
