import type pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import type { StorageUnit } from '../units/unit.ts'
import type { InstallationRow } from './installation-row.ts'
import { firstLog, logOf } from './migration-log.ts'
import { isLater, platformVersion } from './platform-version.ts'

/**
 * Refuses code on a schema that later code has migrated: it would start, and then fail at every call. A later module
 * alone is refused where its own turn comes, and not with the platform.
 *
 * @throws VmesteError `VMESTE_SCHEMA_NEWER`
 */
export async function requireKnownSchema(
  owner: pg.Client,
  units: readonly StorageUnit[],
  row: InstallationRow | undefined,
): Promise<void> {
  const whole = row !== undefined && isLater(row.migratedBy, platformVersion)
  for (const unit of units) if (unit.partOfHost || whole) await requireKnownMigrations(owner, unit, row?.migratedBy)
}

/** @throws VmesteError `VMESTE_SCHEMA_NEWER` naming what stands in the database and is not in this code */
export async function requireKnownMigrations(
  owner: pg.Client,
  unit: StorageUnit,
  migratedBy = 'an unknown version',
): Promise<void> {
  const known = unit.migrations.map(({ name }) => name)
  for (const log of new Set([logOf(unit), firstLog])) {
    const name = `"${unit.schema}".${log}`
    const {
      rows: [table],
    } = await owner.query<{ kind: string }>(`select relkind as kind from pg_class where oid = to_regclass($1)`, [name])
    if (table?.kind !== 'r') continue
    const { rows } = await owner.query<{ name: string }>(`select name from ${name} where name <> all($1) order by id`, [
      known,
    ])
    if (rows.length > 0) {
      throw new VmesteError(
        'VMESTE_SCHEMA_NEWER',
        `The database was migrated by later code of "${unit.id}" (${rows.map(({ name }) => name).join(', ')}; platform ${migratedBy}) and this is ${platformVersion}, which ends at ${known.at(-1) ?? 'none'}. Nothing was changed. Start the newer version, or restore the backup from before the update`,
      )
    }
  }
}
