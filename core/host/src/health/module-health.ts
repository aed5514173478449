import type { Logger } from 'pino'
import { HealthRecord, healthStates, type Fault, type HealthState } from './health-record.ts'
import type { HealthTuning } from './health-tuning.ts'

/** How a module is, in one city; city 0 is what concerns the whole process. */
export interface HealthEntry {
  readonly module: string
  readonly city: number
  readonly state: HealthState
  readonly reason: Fault | undefined
  readonly since: Date
}

export const wholeHost = 0

/**
 * What this host knows of its modules' health: a record for each module and city, and one for each module's whole
 * process.
 */
export class ModuleHealth {
  readonly #tuning: HealthTuning
  readonly #logger: Logger
  readonly #modules: ReadonlySet<string>
  readonly #records = new Map<string, Map<number, HealthRecord>>()
  readonly #listeners = new Set<() => void>()
  /** How many calls ended well, and how many not, by module. */
  readonly calls: ReadonlyMap<string, { well: number; failed: number }>

  /** @param modules installed ones; the platform's own units have no record */
  constructor(modules: Iterable<string>, tuning: HealthTuning, logger: Logger) {
    this.#modules = new Set(modules)
    this.calls = new Map([...this.#modules].map((module) => [module, { well: 0, failed: 0 }]))
    this.#tuning = tuning
    this.#logger = logger
  }

  of(module: string, city: number): HealthRecord | undefined {
    const known = this.#records.get(module)?.get(city)
    if (known || !this.#modules.has(module)) return known
    const made = new HealthRecord(this.#tuning, ({ state, reason }) => {
      this.#logger.warn(
        { module, ...(city === wholeHost ? {} : { city }), state, reason },
        'health of a module has changed',
      )
      for (const listener of this.#listeners) listener()
    })
    const ofModule = this.#records.get(module) ?? new Map<number, HealthRecord>()
    this.#records.set(module, ofModule.set(city, made))
    return made
  }

  /**
   * Milliseconds for which a module must be left alone in a city; 0 when it may be asked, and then the call is counted.
   */
  admit(module: string, city: number, counted = true): number {
    const whole = this.#wholeOf(module)
    const rest = whole?.admit(counted) ?? 0
    if (rest > 0) return rest
    const here = this.of(module, city)?.admit(counted) ?? 0
    if (here > 0) whole?.spared()
    return here
  }

  /**
   * As `admit`, of work that takes long: it lets nobody through to see, for everybody else would wait for how that
   * ends.
   */
  restingMs(module: string, city: number): number {
    return Math.max(this.#wholeOf(module)?.restingMs ?? 0, this.of(module, city)?.restingMs ?? 0)
  }

  /** What was admitted did not take place after all. */
  spared(module: string, city: number): void {
    for (const record of this.#recordsOf(module, city)) record.spared()
  }

  /** As `spared`, of a call that took place and says nothing of the module. */
  uncounted(module: string, city: number): void {
    for (const record of this.#recordsOf(module, city)) record.uncounted()
  }

  /** It went wrong, and is not held against the module. */
  unproven(module: string, city: number): void {
    for (const record of this.#recordsOf(module, city)) record.unproven()
  }

  /** Asked only where it is the process that is ill, so that a healthy module costs one look. */
  #wholeOf(module: string): HealthRecord | undefined {
    const whole = this.#records.get(module)?.get(wholeHost)
    return whole?.state === 'UNHEALTHY' ? whole : undefined
  }

  #recordsOf(module: string, city: number): HealthRecord[] {
    return [this.#wholeOf(module), this.of(module, city)].filter((record) => record !== undefined)
  }

  succeeded(module: string, city: number): void {
    const calls = this.calls.get(module)
    if (calls) calls.well++
    const ofModule = this.#records.get(module)
    ofModule?.get(wholeHost)?.succeeded()
    ofModule?.get(city)?.succeeded()
  }

  /** @param weighs see `HealthRecord.failed` */
  failed(module: string, city: number, fault: Fault, weighs = true): void {
    const calls = this.calls.get(module)
    if (calls) calls.failed++
    this.of(module, city)?.failed(fault, weighs)
    if (city !== wholeHost) this.#wholeOf(module)?.failed(fault, weighs)
  }

  /** Everything that is not well. */
  ailing(): HealthEntry[] {
    return [...this.#records].flatMap(([module, cities]) =>
      [...cities].flatMap(([city, record]) => {
        record.settle()
        const { state, reason, since } = record
        return state === 'HEALTHY' ? [] : [{ module, city, state, reason, since }]
      }),
    )
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }
}

/** The worst of several; nothing when all is well. */
export function worstOf(entries: readonly HealthEntry[]): HealthEntry | undefined {
  return [...entries].sort(
    (a, b) => healthStates.indexOf(b.state) - healthStates.indexOf(a.state) || a.since.getTime() - b.since.getTime(),
  )[0]
}
