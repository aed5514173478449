import type { Logger } from 'pino'
import { Problem, VmesteError, type Plugin } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import { sqlAnswerTooLarge } from '../problems/limits.ts'
import { moduleTimeout, moduleUnhealthy } from '../problems/modules.ts'
import { isPlatformFault } from '../outage/outage-of.ts'
import { databaseIsSilent } from '../storage/unresponsive-database.ts'
import { runAs } from './acting-module.ts'
import { Deadline, isPromise } from './deadline.ts'
import type { Fault } from './health-record.ts'
import type { CallDeadlines } from './health-tuning.ts'
import type { ModuleHealth } from './module-health.ts'
import type { ModuleCall, SlowCalls } from './slow-calls.ts'

export type CallKind = 'field' | 'mutation' | 'capability' | 'route' | 'upload'

/**
 * Every door through which the host calls a module: closed while the module is unhealthy, open no longer than its
 * deadline, and counted.
 */
export class ModuleCalls {
  readonly health: ModuleHealth
  /** A whole answer of the graph, however many calls it takes. */
  readonly answers: Deadline
  readonly answerMs: number
  readonly #slow: SlowCalls
  readonly #logger: Logger
  readonly #deadlines: Readonly<Record<CallKind, Deadline>>
  readonly #checks: Deadline
  /** An error that passes through several doors is its first module's alone. */
  readonly #blamed = new WeakSet<object>()

  constructor(
    health: ModuleHealth,
    slow: SlowCalls,
    logger: Logger,
    { fieldMs, capabilityMs, routeMs, uploadMs, checkMs, answerMs }: CallDeadlines,
  ) {
    this.health = health
    this.#slow = slow
    this.#logger = logger
    this.answers = new Deadline(answerMs)
    this.answerMs = answerMs
    const field = new Deadline(fieldMs)
    this.#deadlines = {
      field,
      mutation: field,
      capability: new Deadline(capabilityMs),
      route: new Deadline(routeMs),
      upload: new Deadline(uploadMs),
    }
    this.#checks = new Deadline(checkMs)
  }

  /**
   * Calls a module.
   *
   * @throws Problem `MODULE_UNHEALTHY`, `MODULE_TIMEOUT`, and whatever the module throws
   */
  async call<T>(kind: CallKind, call: ModuleCall, work: () => T | PromiseLike<T>): Promise<T> {
    const { module, city } = call
    const slow = this.#slow.admit(call)
    const rest = slow > 0 ? slow : this.health.admit(module, city)
    if (rest > 0) {
      if (slow === 0) this.#slow.spared(call)
      throw moduleUnhealthy(module, Math.ceil(rest / 1000))
    }
    try {
      const answer = runAs(module, work)
      const value = isPromise(answer)
        ? await this.#deadlines[kind].race(answer, () => new TooLate(module, kind))
        : answer
      this.health.succeeded(module, city)
      this.#slow.succeeded(call)
      return value
    } catch (error) {
      throw this.blame(call, error)
    }
  }

  /** A module's own health check: also asked of a module that is left alone. */
  async check({ id }: Plugin, city: number, work: () => Promise<void>): Promise<void> {
    try {
      await this.#checks.race(runAs(id, work), () => new Error(`the check of module "${id}" took too long`))
    } catch (error) {
      if (!isPlatformFault(error) && !databaseIsSilent()) this.health.failed(id, city, 'check')
      throw error
    }
  }

  /**
   * The rest of an answer that a call began: a field of the module's own type. A value costs nothing, a promise its
   * deadline.
   */
  part(call: ModuleCall, work: () => unknown): unknown {
    const rest = this.#slow.admit(call)
    if (rest > 0) {
      const refusal = moduleUnhealthy(call.module, Math.ceil(rest / 1000))
      this.#blamed.add(refusal) // ours, and no answer of the module
      throw refusal
    }
    const answer = work()
    const well = (value: unknown): unknown => {
      this.#slow.succeeded(call)
      return value
    }
    return isPromise(answer)
      ? this.#deadlines.field.race(answer, () => new TooLate(call.module, 'field')).then(well)
      : well(answer)
  }

  /**
   * Counts what a call threw against whose fault it is: an expected refusal is nobody's, the database's own trouble the
   * platform's, slowness first of all the asker's.
   *
   * @param count false where this call has been counted already: a broken field in a list of a hundred is one fault
   * @returns what to throw on
   */
  blame(call: ModuleCall, error: unknown, count = true): unknown {
    const { module, city, operation } = call
    const late = error instanceof TooLate
    const large = error instanceof VmesteError && error.code === 'VMESTE_SQL_ANSWER_TOO_LARGE'
    const seen = error instanceof Object && this.#blamed.has(error)
    if (error instanceof Problem && !seen) this.#answered(call) // a refusal is an answer
    else if (isPlatformFault(error) || (late && databaseIsSilent())) this.#uncounted(call)
    else if (count && !seen) this.#failed(call, late ? 'timeout' : 'error', late || large)
    else {
      this.#slow.spared(call)
      if (seen) this.health.spared(module, city)
    }
    if (error instanceof Object) this.#blamed.add(error)
    if (late) this.#logger.warn({ module, city, operation, kind: error.kind }, 'a module did not answer in time')
    if (large && !seen)
      this.#logger.error(
        { module, city, operation, error: describeError(error) },
        'a module reads more at once than it may',
      )
    return late ? moduleTimeout(module, error.kind === 'mutation') : large ? sqlAnswerTooLarge() : error
  }

  #failed(call: ModuleCall, fault: Fault, byAsker: boolean): void {
    const { module, city } = call
    if (!byAsker) this.#slow.spared(call)
    this.health.failed(module, city, fault, !byAsker || this.#slow.failed(call, fault))
  }

  #answered(call: ModuleCall): void {
    this.health.succeeded(call.module, call.city)
    this.#slow.succeeded(call)
  }

  #uncounted(call: ModuleCall): void {
    this.health.uncounted(call.module, call.city)
    this.#slow.spared(call)
  }
}

class TooLate extends Error {
  readonly kind: CallKind
  constructor(module: string, kind: CallKind) {
    super(`module "${module}" did not answer in time`)
    this.kind = kind
  }
}
