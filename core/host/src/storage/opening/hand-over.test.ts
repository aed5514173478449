import { constants } from 'node:fs'
import { chown, link, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handOver, openOwned } from './hand-over.ts'

/** Root gives what it writes to whom the folder belongs; anybody else keeps it. */
const isRoot = process.getuid?.() === 0
const owner = isRoot ? 65_534 : (process.getuid?.() ?? 0)
let folder = '',
  elsewhere = ''
beforeEach(async () => {
  ;[folder, elsewhere] = [
    await mkdtemp(join(tmpdir(), 'vmeste-owner-')),
    await mkdtemp(join(tmpdir(), 'vmeste-owner-')),
  ]
  if (isRoot) await chown(folder, owner, owner)
})
afterEach(async () => {
  for (const each of [folder, elsewhere]) await rm(each, { recursive: true, force: true })
})
const uid = async (path: string): Promise<number> => (await stat(path)).uid
const openIn = async (path: string): Promise<void> =>
  (await openOwned(folder, path, constants.O_RDWR | constants.O_APPEND, 0o600)).close()

test('a file belongs to whom its folder does, whoever writes it first; no link leads out of the folder', async () => {
  await openIn(join(folder, 'book'))
  expect(await uid(join(folder, 'book'))).toBe(owner)
  const theirs = join(elsewhere, 'theirs')
  await writeFile(theirs, 'x')
  const before = await uid(theirs)
  await symlink(theirs, join(folder, 'soft'))
  await link(theirs, join(folder, 'hard'))
  await (isRoot
    ? expect(openIn(join(folder, 'soft'))).rejects.toMatchObject({ code: 'ELOOP' })
    : openIn(join(folder, 'soft')))
  await openIn(join(folder, 'hard'))
  await handOver(folder)
  expect([await uid(theirs), await readFile(theirs, 'utf8')]).toEqual([before, 'x'])
})

test('what was put into a folder is handed over with all below it, apart from what is excepted', async () => {
  await mkdir(join(folder, 'files/a'), { recursive: true })
  await writeFile(join(folder, 'files/a/b'), '')
  await mkdir(join(folder, 'postgres'))
  const own = await uid(join(folder, 'postgres'))
  await handOver(folder, ['postgres'])
  expect(
    await Promise.all(['files', 'files/a', 'files/a/b', 'postgres'].map((each) => uid(join(folder, each)))),
  ).toEqual([owner, owner, owner, own])
})
