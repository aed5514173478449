import { join } from 'node:path'
import { expect, test } from 'vitest'
import { earlierContract } from './earlier-contract.ts'
import { root } from '../platform/root.ts'

const folder = join(root, 'core/host')
const files = ['module.json', 'events.json', 'never.json']

test('an earlier contract is read from a revision or from a copy', async () => {
  const committed = await earlierContract(folder, 'HEAD', files)
  expect(JSON.parse(committed['module.json']!)).toMatchObject({ contract: 1, id: 'core' })
  expect(Object.keys(committed)).toEqual(['module.json', 'events.json'])
  expect(JSON.parse((await earlierContract(folder, join(root, 'core/civic'), files))['module.json']!)).toMatchObject({
    id: 'civic',
  })
})

test('what holds none is refused, and is never an option of git', async () => {
  await expect(earlierContract(folder, 'no-such-revision', files)).rejects.toMatchObject({
    code: 'VMESTE_CONTRACT_EARLIER',
  })
  await expect(earlierContract(folder, '--output=stolen', files)).rejects.toMatchObject({
    code: 'VMESTE_CONTRACT_EARLIER',
  })
  await expect(earlierContract(folder, root, files)).rejects.toMatchObject({ code: 'VMESTE_CONTRACT_EARLIER' })
})
