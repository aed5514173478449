import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { StoredPackage } from '../plugins/read-config.ts'
import { packageIntegrity } from './package-integrity.ts'
import { readTarball } from './read-tarball.ts'
import { storedFolder, storePackage, verifyStored } from './stored-package.ts'
import { testTarball } from '../../test/doubles/made-tarball.ts'

async function stored(): Promise<{
  data: string
  entry: StoredPackage
  folder: string
  codeNow: () => Promise<string>
}> {
  const data = await mkdtemp(join(tmpdir(), 'vmeste-stored-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const packed = await testTarball([
    { name: 'package/package.json', content: '{}' },
    { name: 'package/dist/plugin.js', content: 'export default 1' },
  ])
  const entry = { id: 'swings', package: '@town/swings', version: '1.2.0', integrity: packageIntegrity(packed) }
  await storePackage(data, entry, packed, await readTarball(packed, 'swings'))
  return {
    data,
    entry,
    folder: storedFolder(data, entry),
    codeNow: () =>
      verifyStored(data, entry).then(
        () => 'fine',
        (error: { code: string }) => error.code,
      ),
  }
}

test('what was added is there, file by file', async () => {
  const { folder, codeNow } = await stored()
  expect(await readFile(join(folder, 'dist/plugin.js'), 'utf8')).toBe('export default 1')
  expect(await codeNow()).toBe('fine')
})

test.each([
  [
    'a changed file',
    (folder: string) => appendFile(join(folder, 'dist/plugin.js'), ';evil()'),
    'VMESTE_PACKAGE_CHANGED',
  ],
  ['a file that is gone', (folder: string) => rm(join(folder, 'package.json')), 'VMESTE_PACKAGE_CHANGED'],
  [
    'a file that was put there',
    (folder: string) => writeFile(join(folder, 'dist/more.js'), ''),
    'VMESTE_PACKAGE_CHANGED',
  ],
  [
    'a link that was put there',
    (folder: string) => symlink('/etc', join(folder, 'node_modules')),
    'VMESTE_PACKAGE_CHANGED',
  ],
  ['all files gone', (folder: string) => rm(folder, { recursive: true }), 'VMESTE_PACKAGE_CHANGED'],
  ['another package in its place', (folder: string) => appendFile(`${folder}.tgz`, 'x'), 'VMESTE_PACKAGE_INTEGRITY'],
  ['no package any more', (folder: string) => rm(`${folder}.tgz`), 'VMESTE_PACKAGE_MISSING'],
])('%s stops the start', async (_, change, code) => {
  const { folder, codeNow } = await stored()
  await change(folder)
  expect(await codeNow()).toBe(code)
})
