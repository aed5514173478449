import type { Logger } from 'pino'
import { Problem, type Plugin } from '@vmeste/sdk'
import { moduleTimeout, moduleUnhealthy } from '../problems.ts'
import { runAs } from './acting-module.ts'
import { Deadline, isPromise } from './deadline.ts'
import type { CallDeadlines } from './health-tuning.ts'
import type { ModuleHealth } from './module-health.ts'

export type CallKind = 'field' | 'mutation' | 'capability' | 'route' | 'upload'

/** Every door through which the host calls a module: closed while the module is unhealthy, open no longer than its deadline, and counted. */
export class ModuleCalls {
  readonly health: ModuleHealth
  /** A whole answer of the graph, however many calls it takes. */
  readonly answers: Deadline
  readonly answerMs: number
  readonly #logger: Logger
  readonly #deadlines: Readonly<Record<CallKind, Deadline>>
  readonly #checks: Deadline
  /** An error that passes through several doors is its first module's alone. */
  readonly #blamed = new WeakSet<object>()

  constructor(health: ModuleHealth, logger: Logger, { fieldMs, capabilityMs, routeMs, uploadMs, checkMs, answerMs }: CallDeadlines) {
    this.health = health
    this.#logger = logger
    this.answers = new Deadline(answerMs)
    this.answerMs = answerMs
    const field = new Deadline(fieldMs)
    this.#deadlines = { field, mutation: field, capability: new Deadline(capabilityMs), route: new Deadline(routeMs), upload: new Deadline(uploadMs) }
    this.#checks = new Deadline(checkMs)
  }

  /**
   * Calls a module.
   *
   * @throws Problem `MODULE_UNHEALTHY`, `MODULE_TIMEOUT`, and whatever the module throws
   */
  async call<T>(kind: CallKind, { id }: Plugin, city: number, work: () => T | PromiseLike<T>): Promise<T> {
    const rest = this.health.admit(id, city)
    if (rest > 0) throw moduleUnhealthy(id, Math.ceil(rest / 1000))
    try {
      const answer = runAs(id, work)
      const value = isPromise(answer) ? await this.#deadlines[kind].race(answer, () => new TooLate(id, kind)) : answer
      this.health.succeeded(id, city)
      return value
    } catch (error) {
      throw this.blame(id, city, error)
    }
  }

  /** A module's own health check: also asked of a module that is left alone. */
  async check({ id }: Plugin, city: number, work: () => Promise<void>): Promise<void> {
    try {
      await this.#checks.race(runAs(id, work), () => new Error(`the check of module "${id}" took too long`))
    } catch (error) {
      this.health.failed(id, city, 'check')
      throw error
    }
  }

  /** The rest of an answer that a call began: a field of the module's own type. A value costs nothing, a promise its deadline. */
  rest(answer: PromiseLike<unknown>, { id }: Plugin): Promise<unknown> {
    return this.#deadlines.field.race(answer, () => new TooLate(id, 'field'))
  }

  /**
   * Counts what a call threw, unless it is an expected refusal.
   *
   * @param count false where this call has been counted already: a broken field in a list of a hundred is one fault
   * @returns what to throw on
   */
  blame(module: string, city: number, error: unknown, count = true): unknown {
    const late = error instanceof TooLate
    if (error instanceof Problem) this.health.succeeded(module, city) // a refusal is an answer
    else if (count && !(error instanceof Object && this.#blamed.has(error))) this.health.failed(module, city, late ? 'timeout' : 'error')
    if (error instanceof Object) this.#blamed.add(error)
    if (late) this.#logger.warn({ module, city, kind: error.kind }, 'a module did not answer in time')
    return late ? moduleTimeout(module, error.kind === 'mutation') : error
  }
}

class TooLate extends Error {
  readonly kind: CallKind
  constructor(module: string, kind: CallKind) {
    super(`module "${module}" did not answer in time`)
    this.kind = kind
  }
}
