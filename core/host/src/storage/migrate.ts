import { MikroORM, PostgreSqlDriver, type Options } from '@mikro-orm/postgresql'
import { Migrator } from '@mikro-orm/migrations'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { barBuiltIns } from './bar-built-ins.ts'
import { grantFunctions } from './grant-functions.ts'
import type { Installation } from './installation.ts'
import { claim } from './opening/claim.ts'
import { requireKnownMigrations } from './opening/known-migrations.ts'
import { barFirstRelease, hideFromHost, logOf, openLog } from './opening/migration-log.ts'
import type { Opening } from './opening/opening.ts'
import { reachDatabase } from './opening/reach-database.ts'
import { ensureRoles } from './roles.ts'
import type { StorageUnit } from './unit.ts'

/** Key of the advisory lock: hosts that start together migrate one after another. */
const lockKey = 7_163_512

/**
 * Brings every unit's schema up to date, in order, as the owner of the database, and makes the roles the host runs as.
 *
 * Nothing of it begins before the database is shown to be this installation's, see `claim`.
 *
 * @param ownerUrl `DATABASE_URL`; PostgreSQL ≥ 15
 * @returns what was applied, `appeals/0001-reports`
 */
export async function migrate(ownerUrl: string, secret: string, units: readonly StorageUnit[], opening: Opening = {}): Promise<{ installation: Installation; applied: string[] }> {
  const owner = await reachDatabase(ownerUrl, opening)
  try {
    await requireVersion(owner)
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    const { installation, migratedBy, note } = await claim(owner, ownerUrl, secret, units, opening)
    await ensureRoles(owner, ownerUrl, installation, units)
    await openLog(owner)
    const applied: string[] = []
    for (const unit of units) {
      await requireKnownMigrations(owner, unit, migratedBy)
      applied.push(...await migrateUnit(ownerUrl, unit))
    }
    await barFirstRelease(owner)
    await grant(owner, installation, units)
    await grantFunctions(owner, installation, units)
    await barBuiltIns(owner, installation, units)
    await hideFromHost(owner, installation)
    await note(applied)
    return { installation, applied }
  } finally {
    await owner.end()
  }
}

async function requireVersion(owner: pg.Client): Promise<void> {
  const { rows: [row] } = await owner.query<{ version: number }>(`select current_setting('server_version_num')::int version`)
  if (!row || row.version < 150_000) {
    throw new VmesteError('VMESTE_DATABASE_TOO_OLD', `DATABASE_URL points at PostgreSQL ${row?.version ?? '?'}; version 15 or newer is needed`)
  }
}

async function migrateUnit(ownerUrl: string, unit: StorageUnit): Promise<string[]> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver, clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false }, extensions: [Migrator],
    pool: { min: 0, max: 1 }, logger: () => undefined,
    migrations: { tableName: `${unit.schema}.${logOf(unit)}`, migrationsList: [...unit.migrations], snapshot: false, allOrNothing: true, disableForeignKeys: false },
  } as Options)
  try {
    await orm.em.getConnection().execute(`create schema if not exists "${unit.schema}"`)
    return (await orm.migrator.up()).map((done) => `${unit.id}/${done.name}`)
  } finally {
    await orm.close(true)
  }
}

/** Least right: a unit's role works with the rows of its own schema; what it may call of others, `grantFunctions` says. */
async function grant(owner: pg.Client, installation: Installation, units: readonly StorageUnit[]): Promise<void> {
  const group = `"${installation.rolePrefix}_units"`
  for (const unit of units) {
    const role = `"${installation.rolePrefix}_${unit.id.replaceAll('-', '_')}"`
    await owner.query(`
      grant usage on schema "${unit.schema}" to ${role}, ${group};
      grant select, insert, update, delete on all tables in schema "${unit.schema}" to ${role};
      grant usage, select on all sequences in schema "${unit.schema}" to ${role};
      revoke all on "${unit.schema}".${logOf(unit)} from ${role}`)
  }
}
