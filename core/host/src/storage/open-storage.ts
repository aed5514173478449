import type { Kysely } from 'kysely'
import type pg from 'pg'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { roleOf, unitUrl } from './installation.ts'
import { migrateFor } from './migrate-for.ts'
import type { StorageUnit } from './unit.ts'
import { UnitPool } from './unit-pool.ts'

/** The migrated database with one pool of connections a unit. */
export interface Storage {
  /** What was applied at this start, `appeals/0001-reports`. */
  readonly applied: readonly string[]
  pool(unit: string): pg.Pool
  urlOf(unit: string): string
  roleOf(unit: string): string
  kyselyFor(unit: string, city: number): Kysely<unknown>
  /** The city was taken away: whatever is still at work in it gets no connection any more. */
  letGo(city: number): void
  close(): Promise<void>
}

/** Migrates as the owner, then works as the units' own roles only. */
export async function openStorage(ownerUrl: string, secret: string, plugins: readonly Plugin[], extra: readonly StorageUnit[] = [], options: { idleTransactionMs?: number } = {}): Promise<Storage> {
  const { installation, applied, units } = await migrateFor(ownerUrl, secret, plugins, extra)
  const pools = new Map<string, UnitPool>()
  const gone = new Set<number>()
  for (const unit of units) pools.set(unit.id, new UnitPool(ownerUrl, installation, unit.id, { ...options, gone }))
  const poolOf = (unit: string): UnitPool => {
    const pool = pools.get(unit)
    if (!pool) throw new VmesteError('VMESTE_UNIT_UNKNOWN', `No storage unit "${unit}": a plugin that uses ctx.db declares "storage"`)
    return pool
  }
  return {
    applied,
    pool: (unit) => poolOf(unit).pool,
    urlOf: (unit) => unitUrl(ownerUrl, installation, unit),
    roleOf: (unit) => roleOf(installation, unit),
    kyselyFor: (unit, city) => poolOf(unit).kyselyFor(city),
    letGo: (city) => { gone.add(city) },
    close: async () => { await Promise.all([...pools.values()].map((pool) => pool.end())) },
  }
}
