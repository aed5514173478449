import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { barBuiltIns } from './bar-built-ins.ts'
import { grantFunctions } from './grant-functions.ts'
import type { Installation } from './installation.ts'
import { migrateUnit } from './migrate-unit.ts'
import { ensureRoles } from './roles.ts'
import type { StorageUnit } from './unit.ts'

/** Key of the advisory lock: hosts that start together migrate one after another. */
const lockKey = 7_163_512

/**
 * Brings every unit's schema up to date, in order: the host's own units as the owner of the database, every other as the role that owns its
 * schema and reaches nothing else. Makes the roles the host runs as.
 *
 * @param ownerUrl `DATABASE_URL`; PostgreSQL ≥ 15
 * @returns what was applied, `appeals/0001-reports`
 */
export async function migrate(ownerUrl: string, secret: string, units: readonly StorageUnit[]): Promise<{ installation: Installation; applied: string[] }> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await owner.connect()
  try {
    await requireVersion(owner)
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    const installation = await readInstallation(owner, secret)
    await owner.query(`create schema if not exists core`)
    await ensureRoles(owner, ownerUrl, installation, units)
    const applied: string[] = []
    for (const unit of units) applied.push(...await migrateUnit({ owner, ownerUrl, installation, unit }))
    await grant(owner, installation, units)
    await grantFunctions(owner, installation, units)
    await barBuiltIns(owner, installation, units)
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

/** The prefix is kept as the schema's comment, so that a copy of a database goes on using the roles its grants name. */
async function readInstallation(owner: pg.Client, secret: string): Promise<Installation> {
  const { rows: [row] } = await owner.query<{ prefix: string | null; database: string }>(
    `select obj_description(to_regnamespace('core'), 'pg_namespace') prefix, current_database() database`)
  const prefix = row?.prefix?.match(/^vmeste roles: ([a-z0-9_]+)$/)?.[1]
  if (prefix) return { rolePrefix: prefix, secret }
  const made = `vmeste_${(row?.database ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, 20)}`
  await owner.query(`create schema if not exists core`)
  await owner.query(`comment on schema core is 'vmeste roles: ${made}'`)
  return { rolePrefix: made, secret }
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
      revoke all on "${unit.schema}".migration from ${role}`)
  }
}
