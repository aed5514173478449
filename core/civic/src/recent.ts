/**
 * Remembers what was loaded for a moment, so that a burst of requests costs one statement. Short on purpose:
 * another host may change the same rows, and nobody tells this one.
 */
export class Recent<T> {
  readonly #load: () => Promise<T>
  readonly #maxAgeMs: number
  #held: { readonly value: Promise<T>; readonly since: number } | undefined

  constructor(load: () => Promise<T>, maxAgeMs = 1000) {
    this.#load = load
    this.#maxAgeMs = maxAgeMs
  }

  /** @param fresh load now, whatever is remembered */
  get(fresh = false): Promise<T> {
    // the wall clock may be set by tests and by the demonstration; age is real time
    const now = performance.now()
    if (!fresh && this.#held && now - this.#held.since < this.#maxAgeMs) return this.#held.value
    const held = { value: this.#load(), since: now }
    this.#held = held
    held.value.catch(() => {
      if (this.#held === held) this.#held = undefined
    })
    return held.value
  }

  forget(): void {
    this.#held = undefined
  }
}
