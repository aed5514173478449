import pg from 'pg'
import { inCity as within } from '../../storage/in-city.ts'
import type { Storage } from '../../storage/open-storage.ts'
import type { CityTable, InCity } from './rows-of-cities.ts'

export interface UnitDoors {
  readonly owner: pg.Pool
  /** Whoever may work with the rows of a table: the role of its schema, or where a schema has none the owner. */
  for(table: Pick<CityTable, 'schema'>): InCity
  /** Whether a schema has a role of its own. */
  hasRole(schema: string): boolean
  /** One connection as that role; as the owner for no schema. */
  connect(schema: string | undefined): Promise<pg.PoolClient>
  close(): Promise<void>
}

/** A table may be large, and a host may be at work on it. */
const limits = {
  max: 1,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 120_000,
  lock_timeout: 30_000,
  application_name: 'vmeste remove',
}

/**
 * Connections for what reaches into every schema: made as the role of each, because tables may be a module's own and
 * not the owner's.
 */
export async function unitDoors(storage: Storage, ownerUrl: string): Promise<UnitDoors> {
  const owner = new pg.Pool({ connectionString: ownerUrl, ...limits })
  const pools = new Map<string, pg.Pool>()
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolcanlogin')
  const roles = new Set(rows.map(({ rolname }) => rolname))
  const hasRole = (schema: string): boolean => roles.has(storage.roleOf(schema))
  const poolFor = (schema: string): pg.Pool => {
    if (!hasRole(schema)) return owner
    const pool = pools.get(schema) ?? new pg.Pool({ connectionString: storage.urlOf(schema), ...limits })
    pools.set(schema, pool)
    return pool
  }
  return {
    owner,
    hasRole,
    for:
      ({ schema }) =>
      (city, work) =>
        within(poolFor(schema), city, work),
    connect: (schema) => (schema === undefined ? owner : poolFor(schema)).connect(),
    close: async () => {
      await Promise.all([owner, ...pools.values()].map((pool) => pool.end()))
    },
  }
}
