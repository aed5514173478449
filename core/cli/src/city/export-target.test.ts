import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTarget } from './export-target.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-export-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const writes =
  (text: string) =>
  (sink: Writable): Promise<void> =>
    new Promise((resolve, reject) => {
      sink.once('error', reject)
      sink.end(text, resolve)
    })

test('what a killed call has left half written does not keep the next one from going on', async () => {
  const to = join(folder, 'luban.tar.gz')
  await writeFile(`${to}.part`, 'half of another call, and longer than the whole')
  const waiting = await openTarget(to)
  // refused before it had the city: what may be another's stays
  await waiting.drop()
  expect(await readFile(`${to}.part`, 'utf8')).toContain('half')
  const target = await openTarget(to)
  await target.write(writes('whole'))
  await target.drop()
  expect(await readFile(to, 'utf8')).toBe('whole')
  await expect(access(`${to}.part`)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a whole file is never written over, and nothing is left of a call that did not write', async () => {
  const to = join(folder, 'luban.tar.gz')
  await (await openTarget(to)).drop()
  await expect(access(`${to}.part`)).rejects.toMatchObject({ code: 'ENOENT' })
  await writeFile(to, 'whole')
  await expect(openTarget(to)).rejects.toMatchObject({ code: 'VMESTE_CITY_EXPORT' })
  await expect(openTarget(join(folder, 'none', 'x'))).rejects.toMatchObject({ code: 'VMESTE_CITY_EXPORT' })
})
