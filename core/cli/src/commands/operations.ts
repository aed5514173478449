import { Command } from 'commander'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { root } from '../platform/root.ts'

/**
 * `vmeste operations`: makes the typed operations of the portal and of each installed module from its `operations.graphql`.
 * Each is checked against the core, the civic services and its own module alone: whatever else a city has switched off, it stays valid.
 */
export const operationsCommand = (): Command => new Command('operations')
  .description('Write operations.gen.ts and contract/operations.json from operations.graphql')
  .option('--check', 'write nothing; fail when something is out of date')
  .action(async ({ check }: { check?: boolean }) => {
    const [{ civicPlugin }, { composeSdl }, { operationPlaces, staleOperations, writeOperations }, { installedModules }] = await Promise.all([
      import('@vmeste/civic'), import('@vmeste/host'), import('@vmeste/web/operations'), import('../platform/installed-modules.ts'),
    ])
    const modules = await installedModules()
    const units: { folder: string; isModule: boolean; plugins: Plugin[] }[] = [
      { folder: join(root, 'web'), isModule: false, plugins: [] },
      ...modules.plugins.map((plugin, at) => ({ folder: modules.folders[at]!, isModule: true, plugins: [plugin] })),
    ]
    for (const { folder, isModule, plugins } of units) {
      const places = operationPlaces(folder, isModule)
      if (!existsSync(places.graphql)) continue
      const sdl = composeSdl([civicPlugin(), ...plugins])
      if (check) {
        if (staleOperations(sdl, places)) throw new VmesteError('VMESTE_OPERATIONS_STALE', `${places.code} is older than ${places.graphql} or the graph; run npm run -s vmeste -- operations`)
      } else if (writeOperations(sdl, places)) console.log(`wrote ${places.code}`)
    }
  })
