import { join } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { composeSchema, limits, recordedOperations, sizeOfSource, unboundedLists } from '@vmeste/host'
import { expect, test } from 'vitest'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { root } from './workspace.ts'

const { plugins, folders } = await installedModules({ contract: 'ignore' })
const schema = composeSchema([civicPlugin(), ...plugins])

test('every operation that our pages ask keeps within the limits, whatever its variables are', async () => {
  const recorded = await recordedOperations([...folders, join(root, 'web')])
  expect(recorded.length).toBeGreaterThan(70)
  const sizes = recorded
    .map(({ name, document }) => ({ name, ...sizeOfSource(schema, document) }))
    .sort((a, b) => b.cost - a.cost)
  console.log(
    `highest cost of a recorded operation: ${sizes
      .slice(0, 3)
      .map(({ name, cost }) => `${name} ${cost}`)
      .join(', ')} of ${limits.cost}; deepest ${Math.max(...sizes.map(({ depth }) => depth))} of ${limits.depth}`,
  )
  expect(sizes.filter(({ fits }) => !fits)).toEqual([])
})

test('every list of ours says how long it may be', () => {
  expect(unboundedLists(schema)).toEqual([])
})
