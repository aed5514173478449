import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asks } from '../purge/city-tables.ts'
import { backupFolders, noteBackupFolder, spreadErasures, type BookElsewhere } from './spread-erasures.ts'

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
    {
      file: join(near, 'erasures'),
      reason: expect.stringContaining('EISDIR') as unknown,
      code: 'VMESTE_ERASURES_UNREADABLE',
      away: false,
    },
    { file: join(far, 'erasures'), reason: 'the folder is not there', code: 'ENOENT', away: true },
  ])
  await rmdir(join(near, 'erasures'))
  await mkdir(far)
  expect(await spreadErasures(database, data)).toEqual([])
  for (const each of [data, near, far]) expect(await readFile(join(each, 'erasures'), 'utf8')).toContain(id)
})

test('a book in a bucket keeps what others wrote, and what another host writes over is written once more', async () => {
  const others = `{"installation":"0199aaaa-0000-7000-8000-000000000009","id":"${id}","kind":"city","hash":"${'g'.repeat(43)}","at":"2026-04-16T15:42:00Z"}\n`
  let [text, writes] = [others, 0]
  const elsewhere: BookElsewhere = {
    told: 's3://town/erasures',
    read: () => Promise.resolve(text),
    write: (book) => {
      writes++
      // another host has read before us and is slower
      text = writes === 1 ? others : book
      return Promise.resolve()
    },
  }
  expect(await spreadErasures(database, folder, { elsewhere })).toEqual([])
  expect([writes, text]).toEqual([2, others + (await readFile(join(folder, 'erasures'), 'utf8'))])
  await spreadErasures(database, folder, { elsewhere })
  expect(writes).toBe(2)

  const away = { ...elsewhere, read: () => Promise.reject(Object.assign(new Error('s3'), { code: 'VMESTE_X' })) }
  expect(await spreadErasures(database, folder, { elsewhere: away })).toEqual([
    { file: 's3://town/erasures', reason: 's3', code: 'VMESTE_X', away: false },
  ])
})
