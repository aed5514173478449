import { chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaveOwned } from './leave-owned.ts'

test('what a command of root’s wrote into the data folder of a service is the service’s, its database and photos apart', async () => {
  const isRoot = process.getuid?.() === 0
  const own = process.getuid?.() ?? 0
  const data = await mkdtemp(join(tmpdir(), 'vmeste-leave-'))
  try {
    if (isRoot) await chown(data, 65_534, 65_534)
    for (const folder of ['modules', 'postgres', 'files']) await mkdir(join(data, folder))
    for (const file of ['secret', 'modules/a']) await writeFile(join(data, file), '')
    await leaveOwned(data)
    const service = isRoot ? 65_534 : own
    expect(
      await Promise.all(
        ['secret', 'modules', 'modules/a', 'postgres', 'files'].map(async (name) => (await stat(join(data, name))).uid),
      ),
    ).toEqual([service, service, service, own, own])
    await leaveOwned(join(data, 'none'))
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
