import { Kysely, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { cityUnknown } from '../problems/access.ts'
import { DatabaseClient } from '../outage/database-client.ts'
import { asPlatformFault } from '../outage/outage-of.ts'
import { askerNow } from './asking.ts'
import { unitUrl, type Installation } from './units/installation.ts'
import { leaseOf } from './connection-lease.ts'
import { PoolShares } from './pool-shares.ts'
import { answerOf, databaseIsSilent, ServerSilent } from './unresponsive-database.ts'
import { UnitDialect } from './unit-driver.ts'

// PostgreSQL's bigint arrives as a string; every bigint of ours is a count that fits a number
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const longestEndMs = 5_000
/** A statement of a handler, of a job, of a transaction; and one for which somebody waits. */
const statementMs = 10_000
const readMs = 2_000
/** City and deadline that a connection's session has. */
const sessionOf = new WeakMap<object, string>()

export interface UnitPoolOptions {
  readonly max?: number
  readonly idleTransactionMs?: number
  /** Milliseconds that one read within somebody's request may take. */
  readonly readMs?: number
  /** Cities that are there no more. */
  readonly gone?: ReadonlySet<number>
}

/** Connections of one unit, made as its role. */
export class UnitPool {
  readonly pool: pg.Pool
  readonly #unit: string
  readonly #readMs: number
  readonly #shares: PoolShares
  readonly #gone: ReadonlySet<number>

  constructor(ownerUrl: string, installation: Installation, unitId: string, options: UnitPoolOptions = {}) {
    const max = options.max ?? 8
    this.#unit = unitId
    this.#readMs = options.readMs ?? readMs
    this.#shares = new PoolShares(Math.ceil(max / 2), this.#readMs * 2)
    this.#gone = options.gone ?? new Set()
    this.pool = new pg.Pool({
      connectionString: unitUrl(ownerUrl, installation, unitId),
      max,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: options.idleTransactionMs ?? 15_000,
      application_name: `vmeste ${unitId}`,
      Client: DatabaseClient,
    })
    this.pool.on('error', () => undefined) // an idle connection that dies is replaced at the next checkout
    // one at work tells its query; unheard, it would end the process
    this.pool.on('connect', (client) => client.on('error', () => undefined))
  }

  /** Kysely over this pool, every connection of which has the city set before it is handed out. */
  kyselyFor<Tables>(city: number): Kysely<Tables> {
    return new Kysely<Tables>({
      dialect: new UnitDialect({
        pool: new CityConnections(
          { pool: this.pool, shares: this.#shares, unit: this.#unit, readMs: this.#readMs, gone: this.#gone },
          city,
        ),
      }),
    })
  }

  /** Waits for what is at work, but not for what a module has forgotten to end. */
  async end(): Promise<void> {
    await Promise.race([this.pool.end(), sleep(longestEndMs, undefined, { ref: false })])
  }
}

interface Parts {
  readonly pool: pg.Pool
  readonly shares: PoolShares
  readonly unit: string
  readonly readMs: number
  readonly gone: ReadonlySet<number>
}

/**
 * The city is a setting of the session, set when a connection last served another city; so is the deadline of its
 * statements. So the usual checkout costs nothing, where a transaction around each read would cost a third of the
 * speed.
 */
class CityConnections implements PostgresPool {
  readonly #parts: Parts
  readonly #city: number
  readonly options: PostgresPool['options']

  constructor(parts: Parts, city: number) {
    this.#parts = parts
    this.options = parts.pool.options
    this.#city = city
  }

  async connect(): Promise<PostgresPoolClient> {
    const { shares, unit, gone } = this.#parts
    // a long upload may have begun before its city was taken away, and must leave nothing behind it
    if (gone.has(this.#city)) throw cityUnknown(String(this.#city))
    const now = askerNow()
    const over = now && !now.holds ? await shares.take(now.asker).catch(unlessSilent) : () => undefined
    try {
      const readMs = now ? this.#parts.readMs : statementMs
      const client = await this.#checkOut(readMs)
      return leaseOf(client, {
        unit,
        asked: now !== undefined,
        readMs,
        writeMs: statementMs,
        slowed: () => {
          if (now) shares.slowed(now.asker)
        },
        over,
      })
    } catch (error) {
      over()
      throw error
    }
  }

  async #checkOut(ms: number): Promise<pg.PoolClient> {
    const client = await this.#parts.pool.connect().catch((error: unknown) => {
      throw isFull(error) && !databaseIsSilent() ? error : asPlatformFault(error)
    })
    const session = `${this.#city} ${ms}`
    if (sessionOf.get(client) === session) return client
    sessionOf.delete(client)
    try {
      await answerOf(
        client.query(`select set_config('app.city', $1, false), set_config('statement_timeout', $2, false)`, [
          String(this.#city),
          String(ms),
        ]),
      )
    } catch (error) {
      client.release(true)
      throw asPlatformFault(error)
    }
    sessionOf.set(client, session)
    return client
  }

  /** The pool belongs to the unit, not to this city's view of it. */
  async end(): Promise<void> {}
}

/** Whoever has asked too much is told so, but not where it is the database that lets everything wait. */
const unlessSilent = (error: unknown): never => {
  throw databaseIsSilent() ? asPlatformFault(new ServerSilent()) : error
}

/** Every connection of the unit is at work: its own affair. Anything else is that none could be made. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect'
