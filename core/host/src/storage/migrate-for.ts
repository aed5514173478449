import type { Plugin } from '@vmeste/sdk'
import { migrateJobs } from '../jobs/migrate-jobs.ts'
import { coreUnit } from '../core-unit/core.unit.ts'
import { roleOf } from './installation.ts'
import { migrate, type MigrateOptions } from './migrate.ts'
import type { StorageUnit } from './unit.ts'

/** Everything a database needs for these plugins, as the owner: schemas, roles, the job library's own tables. */
export async function migrateFor(
  ownerUrl: string,
  secret: string,
  plugins: readonly Plugin[],
  units: readonly StorageUnit[] = [],
  options: MigrateOptions = {},
) {
  const all = [coreUnit, ...units, ...unitsOf(plugins)]
  const { installation, applied, failed } = await migrate(ownerUrl, secret, all, options)
  await migrateJobs(ownerUrl, roleOf(installation, coreUnit.id))
  return { installation, applied, failed, units: all }
}

/** The tables that modules bring. */
export const unitsOf = (plugins: readonly Plugin[]): StorageUnit[] =>
  plugins.flatMap(({ id, storage, uses = [] }) => {
    if (!storage) return []
    // taken one by one: what makes a unit a part of the host is no module's to say
    const { schema, entities, migrations, lends = [] } = storage
    return [{ id, schema, entities, migrations, lends, uses }]
  })
