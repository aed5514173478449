import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasureBooks, tellNoBook } from './erasure-books.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-books-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a book that is named must be there; where there is none at all, the answer says what that means', async () => {
  const [beside, elsewhere] = [join(folder, 'erasures'), join(folder, 'elsewhere')]
  for (const none of [elsewhere, folder])
    await expect(erasureBooks([beside], none)).rejects.toMatchObject({ code: 'VMESTE_ERASURES_MISSING' })
  const without = await erasureBooks([beside], undefined)
  expect(without).toEqual({ files: [beside], found: [] })
  expect(tellNoBook(without)).toMatch(/^No file "erasures" was found.*is back/)
  await writeFile(elsewhere, '')
  const named = await erasureBooks([beside], elsewhere)
  expect(named).toEqual({ files: [beside, elsewhere], found: [elsewhere] })
  expect(tellNoBook(named)).toBe('')
})
