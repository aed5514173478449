import type { HealthTuning } from './health-tuning.ts'

export const healthStates = ['HEALTHY', 'DEGRADED', 'UNHEALTHY'] as const
export type HealthState = (typeof healthStates)[number]

/** What goes against a module: expected refusals (`Problem`) never do. */
export type Fault = 'error' | 'timeout' | 'delivery' | 'check' | 'stray'
/** A hanging call holds others up, a dead delivery has failed many times already, a stray error nobody could catch. */
const weights: Readonly<Record<Fault, number>> = { error: 1, timeout: 3, delivery: 3, check: 3, stray: 3 }

interface Slot {
  at: number
  calls: number
  faults: number
  weight: number
}
const slots = 6

/**
 * The error budget of one module in one city: faults of the last minute in six slots, and the circuit they open.
 * Small and our own: the libraries wrap every call in promises and timers, and know no state between well and broken.
 */
export class HealthRecord {
  reason: Fault | undefined
  since = new Date()
  #state: HealthState = 'HEALTHY'
  readonly #tuning: HealthTuning
  readonly #changed: (record: HealthRecord) => void
  readonly #now: () => number
  readonly #slots: Slot[] = []
  /** When the circuit opened; nothing while calls go through. */
  #opened: number | undefined
  #probing = false

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    tuning: HealthTuning,
    changed: (record: HealthRecord) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#tuning = tuning
    this.#changed = changed
    this.#now = now
  }

  get state(): HealthState {
    return this.#state
  }

  /**
   * Counts a call, unless it is a delivery: a module busy with those would hide that all who ask it are kept waiting.
   *
   * @returns for how many milliseconds the module is to be left alone, 0 when it may be asked
   */
  admit(counted = true): number {
    if (this.#opened !== undefined) {
      const left = this.#opened + this.#tuning.restMs - this.#now()
      if (left > 0 || this.#probing) return Math.max(left, 1_000)
      this.#probing = true
    }
    if (counted) this.#slot().calls++
    return 0
  }

  /** For how long it is to be left alone yet; nobody is let through by asking. */
  get restingMs(): number {
    return this.#opened === undefined ? 0 : Math.max(this.#opened + this.#tuning.restMs - this.#now(), 1_000)
  }

  /** The call that was admitted did not take place. */
  spared(): void {
    this.#probing = false
  }

  /** The call that was admitted says nothing of the module, neither well nor ill. */
  uncounted(): void {
    this.#probing = false
    this.#slot().calls--
  }

  /**
   * It went wrong in a way that is not held against the module; one that was let through to see has shown nothing good
   * either.
   */
  unproven(): void {
    if (this.#probing) this.#open()
  }

  /** A call has gone well: the one that was let through closes the circuit. */
  succeeded(): void {
    if (this.#opened === undefined || !this.#probing) return
    this.#slots.length = 0
    this.#close()
  }

  /** @param weighs false where it says something of how many calls fail, and makes nobody ill by itself */
  failed(fault: Fault, weighs = true): void {
    const slot = this.#slot()
    slot.faults++
    if (weighs) {
      slot.weight += weights[fault]
      this.reason = fault
    }
    if (this.#probing) this.#open()
    else this.settle()
  }

  /** Looks again at what is left in the window. */
  settle(): void {
    const { calls, faults, weight } = this.#totals()
    const { degradedAt, unhealthyAt, restMs } = this.#tuning
    if (this.#opened !== undefined) {
      // nobody has asked since: what was wrong is forgotten with the window
      if (weight === 0 && !this.#probing && this.#now() > this.#opened + restMs) this.#close()
      return
    }
    if (weight >= unhealthyAt && faults * 2 >= calls) this.#open()
    else this.#become(weight >= degradedAt ? 'DEGRADED' : 'HEALTHY')
  }

  #open(): void {
    this.#opened = this.#now()
    this.#probing = false
    this.#become('UNHEALTHY')
  }

  #close(): void {
    this.#opened = undefined
    this.#probing = false
    this.#become('HEALTHY')
  }

  #become(state: HealthState): void {
    if (state === this.#state) return
    this.#state = state
    this.since = new Date()
    if (state === 'HEALTHY') this.reason = undefined
    this.#changed(this)
  }

  #slot(): Slot {
    const width = this.#tuning.windowMs / slots
    const at = Math.floor(this.#now() / width) * width
    const last = this.#slots.at(-1)
    if (last?.at === at) return last
    if (this.#slots.length > slots) this.#slots.shift()
    const made = { at, calls: 0, faults: 0, weight: 0 }
    this.#slots.push(made)
    return made
  }

  #totals(): Omit<Slot, 'at'> {
    const from = this.#now() - this.#tuning.windowMs
    const total = { calls: 0, faults: 0, weight: 0 }
    for (const slot of this.#slots) {
      if (slot.at < from) continue
      total.calls += slot.calls
      total.faults += slot.faults
      total.weight += slot.weight
    }
    return total
  }
}
