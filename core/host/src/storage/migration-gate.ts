import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { withoutLeading } from './sql-words.ts'
import { byDriver, UnitDialect } from './unit-driver.ts'

/** What begins or ends a transaction. Back to a savepoint of its own a migration may go. */
const control =
  /^(?:begin|start\s+transaction|commit|end|abort|prepare\s+transaction|rollback(?!\s+(?:(?:work|transaction)\s+)?to\b))\b/i
/** A migration may take its time over many rows. How long it waits for another's lock, its transaction says. */
const waits = { statement_timeout: 1_800_000 }

export interface MigrationGate {
  readonly dialect: UnitDialect
  /** What went wrong last, in the words of whoever said it: the library between wraps errors into its own. */
  fault?: unknown
}

/**
 * Connections of a module's migrations: one statement at a time, and none that ends the transaction in which the host
 * looks at what was made.
 */
export function migrationGate(url: string): MigrationGate {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste migration',
    ...waits,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const gate: MigrationGate = {
    dialect: new UnitDialect({
      pool: new Statements(pool, (fault) => {
        gate.fault = fault
      }),
    }),
  }
  return gate
}

class Statements implements PostgresPool {
  readonly #pool: pg.Pool
  readonly #tell: (fault: unknown) => void
  readonly options: PostgresPool['options']

  constructor(pool: pg.Pool, tell: (fault: unknown) => void) {
    this.#pool = pool
    this.#tell = tell
    this.options = pool.options
  }

  async connect(): Promise<PostgresPoolClient> {
    return new Statement(await this.#pool.connect(), this.#tell)
  }

  end(): Promise<void> {
    return this.#pool.end()
  }
}

class Statement implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #tell: (fault: unknown) => void

  constructor(client: pg.PoolClient, tell: (fault: unknown) => void) {
    this.#client = client
    this.#tell = tell
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    statement: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== 'string') throw this.#refuse('a migration reads rows without a cursor')
    if (values[0] === byDriver) return this.#client.query(statement) as unknown as Promise<PostgresQueryResult<R>>
    if (control.test(withoutLeading(statement, /;/y)))
      throw this.#refuse(`a migration neither begins nor ends a transaction: ${statement.trim().slice(0, 80)}`)
    // the server itself takes one statement only in this mode
    const query = { text: statement, values: [...values], queryMode: 'extended' as const }
    return this.#client.query(query).catch((fault: unknown) => {
      this.#tell(fault)
      throw fault
    }) as unknown as Promise<PostgresQueryResult<R>>
  }

  release(): void {
    this.#client.release()
  }

  #refuse(reason: string): VmesteError {
    const refused = new VmesteError('VMESTE_MIGRATION_REFUSED', reason)
    this.#tell(refused)
    return refused
  }
}
