import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepFolder } from './keep-folder.ts'

test('a copy has everything but whose copies of moments go on: what goes back begins a chain of its own', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vmeste-keep-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const [place, copy] = [join(home, 'postgres'), join(home, 'before', 'postgres-1')]
  await mkdir(join(place, 'data'), { recursive: true })
  for (const name of ['data/PG_VERSION', 'password', 'point-in-time.json', 'point-in-time.json.carried'])
    await writeFile(join(place, name), '18')
  await keepFolder(place, copy)
  expect((await readdir(copy, { recursive: true })).sort()).toEqual(['data', 'data/PG_VERSION', 'password'])
  // the one that is updated goes on with its own
  expect(await readdir(place)).toContain('point-in-time.json')
})
