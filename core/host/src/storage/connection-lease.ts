import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { asPlatformFault, serversFault } from '../outage/outage-of.ts'
import { queryTooSlow } from '../problems/limits.ts'
import { AnswerMeter, largestAnswer } from './answer-meter.ts'
import { checkStatement } from './check-statement.ts'
import { answerOf, awaiting, ServerSilent } from './unresponsive-database.ts'
import { byDriver } from './unit-driver.ts'

/** For what a connection is handed out. */
export interface LeaseTerms {
  readonly unit: string
  /** Somebody waits for what is read. */
  readonly asked: boolean
  /** How long a statement may take, and how long one of a transaction. */
  readonly readMs: number
  readonly writeMs: number
  /** A question was cut short. */
  readonly slowed: () => void
  /** The connection is back. */
  readonly over: () => void
}

const known = new WeakMap<pg.PoolClient, Lease>()

export function leaseOf(client: pg.PoolClient, terms: LeaseTerms): Lease {
  const lease = known.get(client) ?? new Lease(client)
  known.set(client, lease)
  lease.begin(terms)
  return lease
}

/**
 * A connection while a module has it. A module may never end a transaction; then the server does, and the place of that
 * connection goes back to the pool: otherwise a module would stay without connections until the host is started again.
 */
class Lease implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #meter: AnswerMeter
  readonly #lost = (): void => {
    this.#giveBack(true)
  }
  #terms: LeaseTerms | undefined
  #writes = false
  /** The server was asked and said nothing: whatever it says later belongs to nobody. */
  #silent = false
  /** Why the server ended the connection, where it said so between two statements. */
  #ended: unknown

  constructor(client: pg.PoolClient) {
    this.#client = client
    this.#meter = new AnswerMeter(client)
    client.on('error', (error: unknown) => {
      this.#ended ??= error
    })
  }

  begin(terms: LeaseTerms): void {
    this.#terms = terms
    this.#writes = false
    this.#meter.armed = true
    this.#client.once('end', this.#lost)
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    statement: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== 'string')
      throw new VmesteError('VMESTE_SQL_REFUSED', 'A module reads rows in pages, not through a cursor')
    if (values[0] === byDriver) return this.#told(this.#client.query(this.#control(statement)), statement)
    const one = checkStatement(statement)
    return this.#told(
      this.#client.query({ text: statement, values: [...values], ...(one ? { queryMode: 'extended' as const } : {}) }),
      statement,
    )
  }

  release(): void {
    this.#giveBack(this.#meter.exceeded || this.#silent)
  }

  /** The driver's own statements. What is written may take its time, also where what is read may not. */
  #control(statement: string): string {
    this.#writes = statement.startsWith('start transaction')
    return this.#writes && this.#terms?.asked
      ? `${statement}; set local statement_timeout = ${this.#terms.writeMs}`
      : statement
  }

  /** Says of an error whose it is. */
  async #told<R>(answer: Promise<unknown>, statement: string): Promise<PostgresQueryResult<R>> {
    const terms = this.#terms
    const answered = awaiting((this.#writes ? terms?.writeMs : terms?.readMs) ?? 10_000)
    try {
      return (await answerOf(answer)) as PostgresQueryResult<R>
    } catch (error) {
      if (this.#meter.exceeded) {
        throw new VmesteError(
          'VMESTE_SQL_ANSWER_TOO_LARGE',
          `A statement of "${terms?.unit}" answers with more than ${largestAnswer} bytes; read in pages, with a limit: ${statement.slice(0, 200)}`,
        )
      }
      if (error instanceof ServerSilent) {
        this.#silent = true
        throw asPlatformFault(error)
      }
      const state = error instanceof Error && 'severity' in error ? (error as pg.DatabaseError).code : undefined
      if (state === '57014' && terms?.asked) {
        terms.slowed()
        throw queryTooSlow(this.#writes)
      }
      throw serversFault(error) || this.#isLost() ? asPlatformFault(error) : error
    } finally {
      answered()
    }
  }

  /** The connection broke, and not for a transaction in which the module left it waiting. */
  #isLost(): boolean {
    return this.#ended !== undefined && (this.#ended as { code?: unknown }).code !== '25P03'
  }

  #giveBack(destroy: boolean): void {
    const terms = this.#terms
    if (!terms) return // whoever comes late finds it done
    this.#terms = undefined
    this.#meter.armed = false
    this.#client.off('end', this.#lost)
    this.#client.release(destroy)
    terms.over()
  }
}
