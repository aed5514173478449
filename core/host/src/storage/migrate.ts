import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { barBuiltIns } from './grants/revoke-built-ins.ts'
import { grantFunctions } from './grants/grant-functions.ts'
import type { Installation } from './units/installation.ts'
import { migrateUnit } from './migrate-unit.ts'
import { claim } from './opening/claim.ts'
import { requireKnownMigrations } from './opening/known-migrations.ts'
import { barFirstRelease, hideFromHost, logOf, openLog } from './opening/migration-log.ts'
import type { Opening } from './opening/opening.ts'
import { reachDatabase } from './opening/reach-database.ts'
import { ensureRoles } from './grants/database-roles.ts'
import type { StorageUnit } from './units/unit.ts'
import { eachUnit, type UnitFailure } from './unit-failure.ts'

/** Key of the advisory lock: hosts that start together migrate one after another. */
const lockKey = 7_163_512

export interface MigrateOptions {
  readonly opening?: Opening
  /** Units that a failing migration puts to rest; any other ends the start. */
  readonly mayRest?: ReadonlySet<string>
}

export interface Migrated {
  readonly installation: Installation
  /** What was applied, `appeals/0001-reports`. */
  readonly applied: readonly string[]
  readonly failed: readonly UnitFailure[]
}

/**
 * Brings every unit's schema up to date, in order: the host's own units as the owner of the database, every other as
 * the role that owns its schema and reaches nothing else. Makes the roles the host runs as.
 *
 * Nothing of it begins before the database is shown to be this installation's, see `claim`.
 *
 * @param ownerUrl `DATABASE_URL`; PostgreSQL ≥ 15
 */
export async function migrate(
  ownerUrl: string,
  secret: string,
  all: readonly StorageUnit[],
  { opening = {}, mayRest = new Set() }: MigrateOptions = {},
): Promise<Migrated> {
  const owner = await reachDatabase(ownerUrl, opening)
  try {
    await requireVersion(owner)
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    const { installation, migratedBy, note } = await claim(owner, ownerUrl, secret, all, opening)
    await ensureRoles(owner, ownerUrl, installation, all)
    await openLog(owner)
    const { applied, failed } = await eachUnit(all, mayRest, async (unit) => {
      await requireKnownMigrations(owner, unit, migratedBy)
      return migrateUnit({ owner, ownerUrl, installation, unit })
    })
    const units = all.filter(({ id }) => !failed.some(({ unit }) => unit === id))
    await barFirstRelease(owner)
    await grant(owner, installation, units)
    await grantFunctions(owner, installation, units)
    await barBuiltIns(owner, installation, units)
    await hideFromHost(owner, installation)
    await note(applied)
    return { installation, applied, failed }
  } finally {
    await owner.end()
  }
}

async function requireVersion(owner: pg.Client): Promise<void> {
  const {
    rows: [row],
  } = await owner.query<{ version: number }>(`select current_setting('server_version_num')::int version`)
  if (!row || row.version < 150_000) {
    throw new VmesteError(
      'VMESTE_DATABASE_TOO_OLD',
      `DATABASE_URL points at PostgreSQL ${row?.version ?? '?'}; version 15 or newer is needed`,
    )
  }
}

/**
 * Least right: a unit's role works with the rows of its own schema; what it may call of others, `grantFunctions` says.
 */
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
