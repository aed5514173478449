import type { Kysely } from 'kysely'
import type pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { boundConnections, type ConnectionBound } from './connection-bound.ts'
import { roleOf, unitUrl } from './units/installation.ts'
import type { MigrateOptions } from './migrate.ts'
import { migrateFor } from './migrate-for.ts'
import { reachDatabase } from './opening/reach-database.ts'
import type { StorageUnit } from './units/unit.ts'
import type { UnitFailure } from './unit-failure.ts'
import { UnitPool, type UnitPoolOptions } from './city-connections.ts'

/** The migrated database with one pool of connections a unit. */
export interface Storage {
  /** What was applied at this start, `appeals/0001-reports`. */
  readonly applied: readonly string[]
  /** Ids of all units. */
  readonly units: readonly string[]
  /** Units that could not be migrated and may rest. */
  readonly failed: readonly UnitFailure[]
  /**
   * How its connections and those of the other hosts fit what the server allows; undefined where nobody said how many
   * hosts there are.
   */
  readonly connections: ConnectionBound | undefined
  pool(unit: string): pg.Pool
  urlOf(unit: string): string
  roleOf(unit: string): string
  kyselyFor(unit: string, city: number): Kysely<unknown>
  /** The city was taken away: whatever is still at work in it gets no connection any more. */
  letGo(city: number): void
  close(): Promise<void>
}

export interface StorageOptions extends MigrateOptions, UnitPoolOptions {
  /** Hosts that share the database, this one among them: their connections together fit what the server allows. */
  readonly hosts?: number
}

/**
 * Migrates as the owner, then works as the units' own roles only.
 *
 * @param units the host's own first
 */
export async function openStorage(
  ownerUrl: string,
  secret: string,
  units: readonly [StorageUnit, ...StorageUnit[]],
  options: StorageOptions = {},
): Promise<Storage> {
  const { installation, applied, failed } = await migrateFor(ownerUrl, secret, units, options)
  const connections =
    options.hosts === undefined ? undefined : await bound(ownerUrl, options.hosts, units.length, options)
  const pools = new Map<string, UnitPool>()
  const gone = new Set<number>()
  for (const unit of units)
    pools.set(
      unit.id,
      new UnitPool(ownerUrl, installation, unit.id, {
        ...options,
        ...(connections ? { max: connections.pool } : {}),
        gone,
      }),
    )
  const poolOf = (unit: string): UnitPool => {
    const pool = pools.get(unit)
    if (!pool)
      throw new VmesteError(
        'VMESTE_UNIT_UNKNOWN',
        `No storage unit "${unit}": a plugin that uses ctx.db declares "storage"`,
      )
    return pool
  }
  return {
    applied,
    failed,
    connections,
    units: units.map(({ id }) => id).filter((id) => !failed.some(({ unit }) => unit === id)),
    pool: (unit) => poolOf(unit).pool,
    urlOf: (unit) => unitUrl(ownerUrl, installation, unit),
    roleOf: (unit) => roleOf(installation, unit),
    kyselyFor: (unit, city) => poolOf(unit).kyselyFor(city),
    letGo: (city) => {
      gone.add(city)
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

async function bound(
  ownerUrl: string,
  hosts: number,
  units: number,
  { opening }: StorageOptions,
): Promise<ConnectionBound> {
  const owner = await reachDatabase(ownerUrl, opening)
  try {
    return await boundConnections(owner, { hosts, units })
  } finally {
    await owner.end()
  }
}
