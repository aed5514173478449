import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { breachesOf, citylessTables, type Walls } from './check-row-level-security.ts'
import { openEveryCity } from './every-city.ts'
import { giveAway } from './grants/transfer-ownership.ts'
import { roleOf, type Installation } from './units/installation.ts'
import { ensureMigrator, migratorUrl } from './grants/migrator-role.ts'
import { runMigrations, type Ask } from './run-migrations.ts'
import type { StorageUnit } from './units/unit.ts'
import { MigrationFailed } from './unit-failure.ts'

interface UnitMigration {
  /** Connected as the database's owner. */
  readonly owner: pg.Client
  readonly ownerUrl: string
  readonly installation: Installation
  readonly unit: StorageUnit
}

/**
 * Brings one unit's schema up to date. A part of the host migrates as the owner of the database, for it lends functions
 * to all; any other as a role that owns the unit's schema and reaches nothing else. Then the walls are compared with
 * what they must be: in the transaction of each migration, which is undone when one is broken, and once at every start.
 *
 * @returns what was applied, `appeals/0001-reports`
 * @throws VmesteError `VMESTE_WALL_BROKEN`, `VMESTE_MIGRATION_REFUSED`, `VMESTE_MIGRATION_FAILED`
 */
export async function migrateUnit({ owner, ownerUrl, installation, unit }: UnitMigration): Promise<string[]> {
  if (unit.partOfHost) {
    await owner.query(`create schema if not exists ${pg.escapeIdentifier(unit.schema)}`)
    return named(unit, await runMigrations({ url: ownerUrl, unit }))
  }
  const migrator = await ensureMigrator(owner, installation, unit.id)
  await owner.query(
    `create schema if not exists ${pg.escapeIdentifier(unit.schema)} authorization ${pg.escapeIdentifier(migrator)}`,
  )
  await giveAway(owner, [unit.schema], migrator)
  await openEveryCity(owner, unit.schema, migrator)
  const asOwner: Ask = async <Row>(statement: string) => (await owner.query(statement)).rows as Row[]
  const walls: Walls = {
    schema: unit.schema,
    migrator,
    role: roleOf(installation, unit.id),
    prefix: installation.rolePrefix,
    lent: (unit.lends ?? []).flatMap(({ functions }) => functions),
    cityless: await citylessTables(asOwner, unit.schema),
  }
  const check = async (ask: Ask, migration: string): Promise<void> => {
    const breaches = await breachesOf(ask, walls)
    if (breaches.length)
      throw new MigrationFailed(
        'VMESTE_WALL_BROKEN',
        migration,
        `Module "${unit.id}": its migration ${migration} breaks walls between cities and modules, and was undone: ${breaches.join('; ')}`,
      )
  }
  const applied = (await isUpToDate(owner, unit))
    ? []
    : await runMigrations({ url: await migratorUrl(owner, ownerUrl, installation, migrator), unit, check })
  const breaches = await breachesOf(
    asOwner,
    applied.length ? walls : { ...walls, cityless: await citylessTables(asOwner, unit.schema) },
  )
  if (breaches.length)
    throw new VmesteError(
      'VMESTE_WALL_BROKEN',
      `Module "${unit.id}": walls between cities and modules stand no longer in the database: ${breaches.join('; ')}. Put them back as the database's owner, or restore a backup`,
    )
  return named(unit, applied)
}

const named = (unit: StorageUnit, applied: readonly string[]): string[] => applied.map((name) => `${unit.id}/${name}`)

/** Known before anybody logs in: the usual start has nothing to apply. */
async function isUpToDate(owner: pg.Client, { schema, migrations }: StorageUnit): Promise<boolean> {
  const log = `${pg.escapeIdentifier(schema)}.migration`
  const {
    rows: [there],
  } = await owner.query<{ log: string | null }>(
    `select (select oid::regclass::text from pg_class where oid = to_regclass($1) and relkind = 'r') as log`,
    [log],
  )
  if (!there?.log) return false
  const { rows } = await owner.query<{ name: string }>(`select name from ${log}`)
  const done = new Set(rows.map(({ name }) => name))
  return migrations.every((migration) => done.has(migration.name.replace(/\.[jt]s$/, '')))
}
