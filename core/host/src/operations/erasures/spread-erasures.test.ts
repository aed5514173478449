import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asks } from '../purge/city-tables.ts'
import { backupFolders, noteBackupFolder, spreadErasures } from './spread-erasures.ts'

const id = '0199aaaa-0000-7000-8000-000000000001'
/** A database with one erasure in its book. */
const database = {
  query: (sql: string) =>
    Promise.resolve({
      rows: [
        sql.includes('to_regclass')
          ? { book: true }
          : sql.includes('installation_id')
            ? { id }
            : { id, kind: 'person', hash: 'h'.repeat(43), at: '2026-04-16T15:42:00.123456Z' },
      ],
    }),
} as unknown as Asks
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-spread-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a book that cannot be written somewhere names the file, the others are written, and the next time it is', async () => {
  const [data, near, far] = ['data', 'near', 'far'].map((name) => join(folder, name)) as [string, string, string]
  await mkdir(data)
  await mkdir(join(near, 'erasures'), { recursive: true })
  await noteBackupFolder(data, near)
  await noteBackupFolder(data, far)
  expect(await backupFolders(data)).toEqual([near, far])
  expect(await spreadErasures(database, data)).toEqual([
    { file: join(near, 'erasures'), reason: expect.stringContaining('EISDIR') as unknown, away: false },
    { file: join(far, 'erasures'), reason: 'the folder is not there', away: true },
  ])
  await rmdir(join(near, 'erasures'))
  await mkdir(far)
  expect(await spreadErasures(database, data)).toEqual([])
  for (const each of [data, near, far]) expect(await readFile(join(each, 'erasures'), 'utf8')).toContain(id)
})
