import type { Problem } from '@vmeste/sdk'
import { answerTooLarge, answerTooSlow, answerUnwanted } from '../problems/limits.ts'
import { limits } from './limits.ts'

export interface BudgetOptions {
  readonly ms: number
  readonly bytes: number
  /** What changes something is not broken off because its caller left, and says that it may be done. */
  readonly changes: boolean
  /** Whether whoever asked has left. */
  readonly isGone: () => boolean
}

/**
 * What one answer may still use while it is made: rows, bytes, time. Every resolver asks it before it begins,
 * so that once it is used up the work stops, however many fields are still to come.
 */
export class AnswerBudget {
  readonly #options: BudgetOptions
  readonly #until: number
  #rows = 0
  #bytes = 0
  #over: Problem | undefined

  constructor(options: BudgetOptions) {
    this.#options = options
    this.#until = performance.now() + options.ms
  }

  /** Why the work was stopped. */
  get over(): Problem | undefined {
    return this.#over
  }
  get rows(): number {
    return this.#rows
  }

  /** @throws Problem `ANSWER_TOO_LARGE`, `ANSWER_TOO_SLOW`, `ANSWER_UNWANTED` */
  check(): void {
    if (this.#over) throw this.#over
    if (performance.now() > this.#until) throw this.tooSlow()
    if (!this.#options.changes && this.#options.isGone()) throw (this.#over = answerUnwanted())
  }

  /** @throws Problem `ANSWER_TOO_LARGE` */
  tookRows(count: number): void {
    this.#rows += count
    if (this.#rows > limits.rows) throw (this.#over ??= answerTooLarge())
  }

  /** Bytes of values that resolvers gave, roughly. @throws Problem `ANSWER_TOO_LARGE` */
  tookBytes(count: number): void {
    this.#bytes += count
    if (this.#bytes > this.#options.bytes) throw (this.#over ??= answerTooLarge())
  }

  tooSlow(): Problem {
    return (this.#over ??= answerTooSlow(this.#options.changes))
  }

  /** The answer as a whole, before it becomes text. */
  fits(value: unknown): boolean {
    return this.#over === undefined && bytesWithin(value, this.#options.bytes) !== undefined
  }
}

/**
 * About how many bytes a value is as JSON; undefined as soon as it is more than `most`, so that nothing larger is ever
 * built.
 */
export function bytesWithin(value: unknown, most: number): number | undefined {
  let bytes = 0
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string') bytes += next.length < 40 ? next.length * 2 + 3 : Buffer.byteLength(next) + 3
    else if (typeof next !== 'object' || next === null) bytes += 6
    else if (Array.isArray(next)) {
      bytes += 2 + next.length
      if (bytes <= most) for (const each of next as unknown[]) left.push(each)
    } else {
      bytes += 2
      if (next instanceof Date) bytes += 26
      else
        for (const name in next) {
          bytes += name.length + 4
          left.push((next as Record<string, unknown>)[name])
        }
    }
    if (bytes > most) return undefined
  }
  return bytes
}
