import { LRUCache } from 'lru-cache'
import { HealthRecord, type Fault } from './health-record.ts'
import type { HealthTuning } from './health-tuning.ts'

/** One call into a module: what was asked, by whom. */
export interface ModuleCall {
  readonly module: string
  readonly city: number
  readonly operation: string
  readonly asker: string
}

/**
 * How often one asker counts against an operation, and one asker or one operation against a module: two alone make
 * neither ill.
 */
const counted = 2
const mostOperations = 2_000
const mostRemembered = 200

interface Slow {
  readonly at: number
  readonly asker: string
  readonly operation: string
  readonly forModule: boolean
}

/**
 * What a question costs that was too slow is booked on whoever asks it first, then on what is asked, and on the module
 * only when several people wait for several things in vain: one person's search must not take a city's reports away
 * from everybody.
 */
export class SlowCalls {
  readonly #tuning: HealthTuning
  readonly #now: () => number
  /** Of operations, and of one asker's operations; only what has been slow has one. */
  readonly #records: LRUCache<string, HealthRecord>
  readonly #slow = new LRUCache<string, Slow[]>({ max: mostOperations })

  constructor(tuning: HealthTuning, now: () => number = () => performance.now()) {
    this.#tuning = tuning
    this.#now = now
    this.#records = new LRUCache({ max: mostOperations, ttl: tuning.windowMs + tuning.restMs * 2 })
  }

  /** For how many milliseconds this asker is to leave this operation alone, 0 when it may be called. */
  admit(call: ModuleCall): number {
    if (this.#records.size === 0) return 0
    const [own, all] = this.#recordsOf(call)
    const rest = all?.admit() ?? 0
    if (rest > 0) return rest
    const here = own?.admit() ?? 0
    if (here > 0) all?.spared()
    return here
  }

  /** It answered. */
  succeeded(call: ModuleCall): void {
    for (const record of this.#recordsOf(call)) record?.succeeded()
  }

  /** It did not take place after all, or shows nothing. */
  spared(call: ModuleCall): void {
    for (const record of this.#recordsOf(call)) record?.spared()
  }

  /**
   * It did not answer in time.
   *
   * @returns whether this weighs against the module as a whole
   */
  failed(call: ModuleCall, fault: Fault): boolean {
    const { module, city, operation, asker } = call
    const key = `${module} ${city}`
    const recent = (this.#slow.get(key) ?? []).filter(({ at }) => at > this.#now() - this.#tuning.windowMs)
    const ofField = recent.filter((each) => each.operation === operation)
    const ofAsker = recent.filter((each) => each.asker === asker)
    const forField = ofField.filter((each) => each.asker === asker).length < counted
    const forModule = [ofField, ofAsker].every((list) => list.filter((each) => each.forModule).length < counted)
    if (forField || forModule) recent.push({ at: this.#now(), asker, operation, forModule })
    this.#slow.set(key, recent.slice(-mostRemembered))
    this.#made(`${key} ${operation} ${asker}`).failed(fault)
    this.#made(`${key} ${operation}`).failed(fault, forField)
    return forModule
  }

  #recordsOf({
    module,
    city,
    operation,
    asker,
  }: ModuleCall): [own: HealthRecord | undefined, all: HealthRecord | undefined] {
    if (this.#records.size === 0) return [undefined, undefined]
    const key = `${module} ${city} ${operation}`
    return [this.#records.get(`${key} ${asker}`), this.#records.get(key)]
  }

  #made(key: string): HealthRecord {
    const known = this.#records.get(key)
    if (known) return known
    const made = new HealthRecord(this.#tuning, () => undefined, this.#now)
    this.#records.set(key, made)
    return made
  }
}
