import { createTestHost } from '@vmeste/testkit'
import { loadPlugins, readModulePackage } from '@vmeste/host'
import { lendPlatformTo, packagesFolder, verifyStored } from '@vmeste/host/packages'
import { addedModules, storedOf } from '../../core/cli/src/platform/added-modules.ts'

/**
 * `node added-host.ts <postgres> <data folder>`: a host whose modules come from packages alone, ours too. A process of
 * its own, because a packed module is loaded by Node itself, as it will be, and not by a test runner that finds
 * everything everywhere.
 */
const [postgres = '', dataFolder = ''] = process.argv.slice(2)
lendPlatformTo(packagesFolder(dataFolder))
const packages = await Promise.all(
  storedOf(await addedModules(dataFolder)).map(async (stored) =>
    readModulePackage(await verifyStored(dataFolder, stored)),
  ),
)
const town = await createTestHost({
  postgres,
  modules: await loadPlugins(packages),
  host: { packageFolders: packages.map(({ folder }) => folder) },
})
process.on('message', () => {
  void town.stop().finally(() => process.exit())
})
process.send?.(town.url)
