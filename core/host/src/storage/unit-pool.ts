import { Kysely, type PostgresCursor, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { cityUnknown } from '../problems.ts'
import { checkStatement } from './check-statement.ts'
import { unitUrl, type Installation } from './installation.ts'
import { byDriver, UnitDialect } from './unit-driver.ts'

// PostgreSQL's bigint arrives as a string; every bigint of ours is a count that fits a number
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const longestEndMs = 5_000
const cityOf = new WeakMap<object, number>()

/** Connections of one unit, made as its role. */
export class UnitPool {
  readonly pool: pg.Pool
  readonly #gone: ReadonlySet<number>

  constructor(ownerUrl: string, installation: Installation, unitId: string, options: { max?: number; idleTransactionMs?: number; /** Cities that are there no more. */ gone?: ReadonlySet<number> } = {}) {
    this.#gone = options.gone ?? new Set()
    this.pool = new pg.Pool({
      connectionString: unitUrl(ownerUrl, installation, unitId), max: options.max ?? 8,
      connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000, statement_timeout: 10_000, idle_in_transaction_session_timeout: options.idleTransactionMs ?? 15_000,
      application_name: `vmeste ${unitId}`,
    })
    this.pool.on('error', () => undefined) // an idle connection that dies is replaced at the next checkout
    this.pool.on('connect', (client) => client.on('error', () => undefined)) // one at work tells its query; unheard, it would end the process
  }

  /** Kysely over this pool, every connection of which has the city set before it is handed out. */
  kyselyFor<Tables>(city: number): Kysely<Tables> {
    return new Kysely<Tables>({ dialect: new UnitDialect({ pool: new CityConnections(this.pool, city, this.#gone) }) })
  }

  /** Waits for what is at work, but not for what a module has forgotten to end. */
  async end(): Promise<void> { await Promise.race([this.pool.end(), sleep(longestEndMs, undefined, { ref: false })]) }
}

/**
 * The city is a setting of the session, set when a connection last served another city. So the usual checkout costs nothing,
 * where a transaction around each read would cost a third of the speed.
 */
class CityConnections implements PostgresPool {
  readonly #pool: pg.Pool
  readonly #city: number
  readonly #gone: ReadonlySet<number>
  readonly options: PostgresPool['options']

  constructor(pool: pg.Pool, city: number, gone: ReadonlySet<number>) {
    this.#pool = pool
    this.#gone = gone
    this.options = pool.options
    this.#city = city
  }

  async connect(): Promise<PostgresPoolClient> {
    // a long upload may have begun before its city was taken away, and must leave nothing behind it
    if (this.#gone.has(this.#city)) throw cityUnknown(String(this.#city))
    const client = await this.#pool.connect()
    if (cityOf.get(client) !== this.#city) {
      cityOf.delete(client)
      try {
        await client.query('select set_config($1, $2, false)', ['app.city', String(this.#city)])
      } catch (error) {
        client.release(true)
        throw error
      }
      cityOf.set(client, this.#city)
    }
    return leaseOf(client)
  }

  /** The pool belongs to the unit, not to this city's view of it. */
  async end(): Promise<void> {}
}

const leases = new WeakMap<pg.PoolClient, Lease>()

function leaseOf(client: pg.PoolClient): Lease {
  const known = leases.get(client)
  const lease = known ?? new Lease(client)
  if (!known) leases.set(client, lease)
  lease.begin()
  return lease
}

/**
 * A connection while a module has it. A module may never end a transaction; then the server does, and the place of that
 * connection goes back to the pool: otherwise a module would stay without connections until the host is started again.
 */
class Lease implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #lost = (): void => { this.#giveBack(true) }
  #open = false

  constructor(client: pg.PoolClient) { this.#client = client }

  begin(): void {
    this.#open = true
    this.#client.once('end', this.#lost)
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(statement: string | PostgresCursor<R>, values: readonly unknown[] = []): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== 'string') throw new VmesteError('VMESTE_SQL_REFUSED', 'A module reads rows in pages, not through a cursor')
    if (values[0] === byDriver) return this.#client.query(statement) as unknown as Promise<PostgresQueryResult<R>>
    const one = checkStatement(statement)
    const query = { text: statement, values: [...values], ...(one ? { queryMode: 'extended' as const } : {}) }
    return this.#client.query(query) as unknown as Promise<PostgresQueryResult<R>>
  }

  release(): void { this.#giveBack(false) }

  #giveBack(destroy: boolean): void {
    if (!this.#open) return // whoever comes late finds it done
    this.#open = false
    this.#client.off('end', this.#lost)
    this.#client.release(destroy)
  }
}
