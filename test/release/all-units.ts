import { civicPlugin } from '@vmeste/civic'
import type { Plugin } from '@vmeste/sdk'
import type { StorageUnit } from '@vmeste/host/storage'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { installedModules } from '../../core/cli/src/platform/installed-modules.ts'
import { coreUnit } from '../../core/host/src/core-unit/core-unit.ts'

/** Every unit that a start of this checkout migrates. */
export async function allUnits(): Promise<readonly Pick<StorageUnit, 'id' | 'migrations'>[]> {
  const plugins: readonly Plugin[] = [civicPlugin(), ...(await installedModules()).plugins]
  return [
    coreUnit,
    identityUnit,
    ...plugins.flatMap(({ id, storage }) => (storage ? [{ id, migrations: storage.migrations }] : [])),
  ]
}
