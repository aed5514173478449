import { join } from 'node:path'
import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'
import { root } from '../platform/root.ts'

/**
 * `vmeste operations`: makes the typed operations of the portal and of each installed module from its
 * `operations.graphql`, or of the one module in a folder. Each is checked against the core, the civic services and its
 * own module alone: whatever else a city has switched off, it stays valid.
 */
export const operationsCommand = (): Command =>
  new Command('operations')
    .description('Write operations.gen.ts and contract/operations.json from operations.graphql')
    .argument('[folder]', 'of one module; the portal and every installed module when left out')
    .option('--check', 'write nothing; fail when something is out of date')
    .action(async (given: string | undefined, { check }: { check?: boolean }) => {
      const [{ makeOperations }, { installedModules }, { readModule }] = await Promise.all([
        import('../module/module-operations.ts'),
        import('../platform/installed-modules.ts'),
        import('../module/read-module.ts'),
      ])
      const units =
        given === undefined
          ? await installedModules({ contract: 'ignore' }).then(({ plugins, folders }) => [
              { folder: join(root, 'web'), isModule: false, plugins: [] },
              ...plugins.map((plugin, at) => ({ folder: folders[at]!, isModule: true, plugins: [plugin] })),
            ])
          : [
              await readModule(givenPath(given)).then(({ folder, plugin }) => ({
                folder,
                isModule: true,
                plugins: [plugin],
              })),
            ]
      for (const unit of units) {
        const wrote = makeOperations(unit, { check: check ?? false })
        if (wrote) console.log(`wrote ${wrote}`)
      }
    })
