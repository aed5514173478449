import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasureHash } from './erasure-book.ts'
import { addErasures, erasureFile, readErasures, type ErasureEntry } from './erasure-file.ts'

const installation = '0199aaaa-0000-7000-8000-000000000001'
const entry = (n: number, of = installation): ErasureEntry => ({
  installation: of,
  id: `0199aaaa-0000-7000-8000-00000000000${n}`,
  kind: 'person',
  hash: 'h'.repeat(43),
  at: '2026-04-16T15:42:00.123456Z',
})
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-erasures-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('an entry is written once, several installations share a folder, and no file is no erasure', async () => {
  expect(await readErasures(erasureFile(folder), installation)).toEqual([])
  await addErasures(folder, [entry(1)], installation)
  await addErasures(folder, [entry(1), entry(2)], installation)
  const other = '0199aaaa-0000-7000-8000-000000000009'
  await addErasures(folder, [entry(3, other)], other)
  expect(await readErasures(erasureFile(folder), installation)).toEqual([entry(1), entry(2)])
})

test('a line that was cut off is written anew; one that means nothing is said, for it may have stood for somebody', async () => {
  const file = erasureFile(folder)
  await addErasures(folder, [entry(1)], installation)
  await appendFile(file, JSON.stringify(entry(2)).slice(0, 40))
  expect(await readErasures(file, installation)).toEqual([entry(1)])
  await addErasures(folder, [entry(1), entry(2)], installation)
  expect(await readErasures(file, installation)).toEqual([entry(1), entry(2)])
  await writeFile(file, `rubbish\n${await readFile(file, 'utf8')}`)
  await expect(readErasures(file, installation)).rejects.toMatchObject({ code: 'VMESTE_ERASURES_DAMAGED' })
})

test('a hash is another with another key, another city, another person; giving back is about the same as taking', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const hash = erasureHash(key, { kind: 'person', person: 'a|1' })
  expect(
    new Set([
      hash,
      erasureHash(other, { kind: 'person', person: 'a|1' }),
      erasureHash(key, { kind: 'person', person: 'a|1', city: 'uzda' }),
      erasureHash(key, { kind: 'person', person: 'a|2' }),
      erasureHash(key, { kind: 'city', city: 'a|1' }),
    ]).size,
  ).toBe(5)
  const right = { person: 'a|1', city: 'uzda', role: 'head' }
  expect(erasureHash(key, { kind: 'rights', ...right })).toBe(erasureHash(key, { kind: 'rights-back', ...right }))
})
