import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whyClosed } from './closed-folder.ts'

const fault = (code: string): Error => Object.assign(new Error(`${code}: mkdir`), { code })
const folder = '/srv/vmeste-data/files'

test('a read-only place is the unit’s doing as a rule, and its remedy names the words of a unit', async () => {
  const remedy = `add ${folder} to its ReadWritePaths=`
  expect(await whyClosed(folder, fault('EROFS'))).toContain(remedy)
  // what cannot be made in a read-only place is told as not there
  const below = (at: string): Promise<string> => Promise.resolve(at === '/srv' ? 'EROFS' : 'ENOENT')
  expect(await whyClosed(folder, fault('ENOENT'), below)).toContain(remedy)
})

test('anything else is a matter of whose it is', async () => {
  expect(await whyClosed(join(tmpdir(), 'none', 'of it'), fault('ENOENT'))).toMatch(/^ENOENT\. Give it to the account/)
  expect(await whyClosed(folder, fault('EACCES'), () => Promise.resolve('EACCES'))).toMatch(/^EACCES\./)
})
