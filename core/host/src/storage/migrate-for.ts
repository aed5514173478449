import type { Plugin } from '@vmeste/sdk'
import { migrateJobs } from '../jobs/migrate-jobs.ts'
import { coreUnit } from './core.unit.ts'
import { roleOf } from './installation.ts'
import { migrate } from './migrate.ts'
import type { StorageUnit } from './unit.ts'

/**
 * Everything a database needs for these plugins, as the owner: schemas, roles, the job library's own tables.
 *
 * @param mayRest plugins that a failing migration puts to rest; any other failure is thrown
 */
export async function migrateFor(ownerUrl: string, secret: string, plugins: readonly Plugin[], units: readonly StorageUnit[] = [], mayRest: ReadonlySet<string> = new Set()) {
  const all = [coreUnit, ...units, ...unitsOf(plugins)]
  const { installation, applied, failed } = await migrate(ownerUrl, secret, all, mayRest)
  await migrateJobs(ownerUrl, roleOf(installation, coreUnit.id))
  return { installation, applied, failed, units: all }
}

const unitsOf = (plugins: readonly Plugin[]): StorageUnit[] =>
  plugins.flatMap((plugin) => (plugin.storage ? [{ id: plugin.id, ...plugin.storage, uses: plugin.uses ?? [] }] : []))
