const windowMs = 600_000
const mostWindows = 20_000

/**
 * Counts in windows of ten minutes, on this host alone: what a count of stored rows sees too late, or cannot see at
 * all.
 *
 * @example abstract class SignUps extends BurstLimit {}; services: ({ bind }) => { bind(SignUps, () => new
 *   BurstLimit()) }
 */
export class BurstLimit {
  readonly #windows = new Map<string, { until: number; count: number }>()

  /** Counts one. @returns seconds to wait when that was one too many */
  take(who: string, ceiling: number, now: Date): number | undefined {
    const at = now.getTime()
    const known = this.#windows.get(who)
    const window = known && known.until > at ? known : this.#open(who, at)
    window.count += 1
    return window.count > ceiling ? Math.ceil((window.until - at) / 1000) : undefined
  }

  #open(who: string, at: number): { until: number; count: number } {
    // bounded, whatever is thrown at it: the oldest windows go first
    this.#windows.delete(who)
    const oldest = this.#windows.keys().next()
    if (this.#windows.size >= mostWindows && !oldest.done) this.#windows.delete(oldest.value)
    const window = { until: at + windowMs, count: 0 }
    this.#windows.set(who, window)
    return window
  }
}
