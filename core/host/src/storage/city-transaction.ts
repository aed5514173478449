import { CompiledQuery, type Kysely, type RawBuilder, type Transaction } from 'kysely'
import { uuidv7, type AuditEntry, type CityDb, type CityTransaction, type OutgoingEvent } from '@vmeste/sdk'
import { holding } from './asking.ts'
import { flushOutbox, type LeavingEvent, type LeavingLine } from './flush-outbox.ts'

export interface UnitCityDbOptions<Tables> {
  readonly kysely: Kysely<Tables>
  readonly schema: string
  /** Who acts, for outbox and audit: a person's key, `guest`, or `system:<name>`. */
  readonly actor: string
  readonly now: () => Date
  /** Called after a commit that left events behind. */
  readonly wake: () => void
  /** The event as the module has declared it, or an error naming the culprit. */
  readonly checkEvent: (event: OutgoingEvent) => OutgoingEvent
}

/** A module's door to its tables in one city: see `CityDb`. */
export class UnitCityDb<Tables> implements CityDb<Tables> {
  readonly read: Kysely<Tables>
  readonly #options: UnitCityDbOptions<Tables>

  constructor(options: UnitCityDbOptions<Tables>) {
    this.#options = options
    this.read = options.kysely.withSchema(options.schema)
  }

  async transaction<T>(work: (tx: CityTransaction<Tables>) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(work)
      } catch (error) {
        if (attempt >= 2 || !isRetryable(error)) throw error
      }
    }
  }

  async #once<T>(work: (tx: CityTransaction<Tables>) => Promise<T>): Promise<T> {
    const { kysely, schema, actor, now, wake, checkEvent } = this.#options
    let left = 0
    const result = await kysely.transaction().execute(async (trx) => {
      const tx = new OpenCityTransaction(trx, schema, now, checkEvent)
      const value = await holding(() => work(tx))
      left = await tx.flush(actor)
      return value
    })
    if (left > 0) wake()
    return result
  }
}

/** Collects what must leave with the commit and writes it in one call just before. */
export class OpenCityTransaction<Tables> implements CityTransaction<Tables> {
  readonly kysely: Transaction<Tables>
  readonly #trx: Transaction<Tables>
  readonly #now: () => Date
  readonly #checkEvent: (event: OutgoingEvent) => OutgoingEvent
  readonly #events: LeavingEvent[] = []
  readonly #audits: LeavingLine[] = []

  constructor(
    trx: Transaction<Tables>,
    schema: string,
    now: () => Date,
    checkEvent: (event: OutgoingEvent) => OutgoingEvent,
  ) {
    this.#trx = trx
    this.kysely = trx.withSchema(schema)
    this.#now = now
    this.#checkEvent = checkEvent
  }

  emit(event: OutgoingEvent): string {
    const { type, subject, data } = this.#checkEvent(event)
    const id = uuidv7()
    this.#events.push({ id, type, subject, data, at: this.#now() })
    return id
  }

  audit(entry: AuditEntry): void {
    this.#audits.push({ action: entry.action, subject: entry.subject, detail: entry.detail ?? {}, at: this.#now() })
  }

  async run<Row>(statement: RawBuilder<Row>): Promise<Row[]> {
    return (await statement.execute(this.#trx)).rows
  }

  /** @returns how many events leave with this transaction */
  async flush(actor: string): Promise<number> {
    if (this.#events.length === 0 && this.#audits.length === 0) return 0
    const { text, values } = flushOutbox({ events: this.#events, audits: this.#audits, by: actor })
    await this.#trx.executeQuery(CompiledQuery.raw(text, values))
    return this.#events.length
  }
}

/** Serialisation failure and deadlock: PostgreSQL's own advice is to run the whole transaction again. */
const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')
