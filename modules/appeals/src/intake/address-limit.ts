/** Reports from one network address in a window. A mobile network shares one address, so the ceiling is high; per host is enough. */
export abstract class AddressLimit {
  /** Counts one. @returns seconds to wait when that was one too many */
  abstract take(address: string, ceiling: number, now: Date): number | undefined
}

const windowMs = 600_000
const mostAddresses = 20_000

export class MemoryAddressLimit extends AddressLimit {
  readonly #windows = new Map<string, { until: number; count: number }>()

  take(address: string, ceiling: number, now: Date): number | undefined {
    const at = now.getTime()
    const known = this.#windows.get(address)
    const window = known && known.until > at ? known : this.#open(address, at)
    window.count += 1
    return window.count > ceiling ? Math.ceil((window.until - at) / 1000) : undefined
  }

  #open(address: string, at: number): { until: number; count: number } {
    // bounded, whatever is thrown at it: the oldest windows go first
    this.#windows.delete(address)
    const oldest = this.#windows.keys().next()
    if (this.#windows.size >= mostAddresses && !oldest.done) this.#windows.delete(oldest.value)
    const window = { until: at + windowMs, count: 0 }
    this.#windows.set(address, window)
    return window
  }
}
