import type { Plugin } from '@vmeste/sdk'
import { migrateJobs } from '../jobs/migrate-jobs.ts'
import { roleOf } from './units/installation.ts'
import { migrate, type Migrated, type MigrateOptions } from './migrate.ts'
import type { StorageUnit } from './units/unit.ts'

/**
 * Everything a database needs for these units, as the owner: schemas, roles, the job library's own tables.
 *
 * @param units the host's own first: its role runs the jobs
 */
export async function migrateFor(
  ownerUrl: string,
  secret: string,
  units: readonly [StorageUnit, ...StorageUnit[]],
  options: MigrateOptions = {},
): Promise<Migrated> {
  const migrated = await migrate(ownerUrl, secret, units, options)
  await migrateJobs(ownerUrl, roleOf(migrated.installation, units[0].id))
  return migrated
}

/** The tables that modules bring. */
export const unitsOf = (plugins: readonly Plugin[]): StorageUnit[] =>
  plugins.flatMap(({ id, storage, uses = [] }) => {
    if (!storage) return []
    // taken one by one: what makes a unit a part of the host is no module's to say
    const { schema, entities, migrations, lends = [] } = storage
    return [{ id, schema, entities, migrations, lends, uses }]
  })
