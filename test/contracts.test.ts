import { join, relative } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { composeSdl, loadPlugins, readModulePackage } from '@vmeste/host'
import { contractDifferences, differenceText, eventMisfits, readableCore } from '@vmeste/host/contract'
import { operationPlaces, staleOperations } from '@vmeste/web/operations'
import { expect, test } from 'vitest'
import { moduleContracts, platformContracts } from '../core/cli/src/platform/contracts.ts'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { root } from './workspace.ts'

const template = join(root, 'core/cli/templates/module')
const contracts = [...platformContracts(), ...(await moduleContracts()), ...(await moduleContracts([template]))].map(
  (each) => [relative(root, each.folder), each] as const,
)
const { plugins, folders } = await installedModules({ contract: 'ignore' })

test.each(contracts)(
  '%s/contract is what the code says: npm run -s vmeste -- contract',
  async (_, { folder, contract }) => {
    expect((await contractDifferences(folder, contract)).map(differenceText)).toEqual([])
  },
)

test.each([
  ['web', join(root, 'web'), []],
  ...plugins.map((plugin, at) => [plugin.id, folders[at]!, [plugin]] as const),
] as const)('the operations of %s are as written: npm run -s vmeste -- operations', (id, folder, plugin) => {
  expect(staleOperations(composeSdl([civicPlugin(), ...plugin]), operationPlaces(folder, id !== 'web'))).toBe(false)
})

test('what every installed module, and the one that `vmeste new` makes, asks of an event is what its producer guarantees', async () => {
  const made = await loadPlugins([readModulePackage(template)])
  expect(
    eventMisfits([readableCore(), civicPlugin(), ...plugins, ...made]).map(
      ({ handler, reason }) => `${handler} ${reason}`,
    ),
  ).toEqual([])
})
