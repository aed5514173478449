import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, uzda, type TestHost } from '@vmeste/testkit'
import { changeModules } from '../src/admin/modules/switch-modules.ts'
import { readCities } from '../src/city/read-cities.ts'
import { notes } from './notes-plugin.ts'

let host: TestHost
beforeAll(async () => {
  host = await createTestHost({ postgres: inject('postgres'), modules: [notes], cities: [uzda] })
})
afterAll(() => host.stop())

test('a revision is never read beside the modules of another', async () => {
  const pool = host.host.storage.pool('core')
  const seen: [revision: number, enabled: boolean][] = []
  let changing = true
  const reading = Array.from({ length: 2 }, async () => {
    while (changing)
      for (const { city, modules } of await readCities(pool, 1)) seen.push([city.revision, modules[0]!.enabled])
  })
  // on at revision 1, off at 2, on at 3, …
  for (let revision = 2; revision <= 120; revision++)
    await changeModules(pool, {
      city: 1,
      changes: [{ module: 'notes', enabled: revision % 2 === 1 }],
      by: 'test',
      at: new Date(),
    })
  changing = false
  await Promise.all(reading)
  expect(seen.length).toBeGreaterThan(20)
  expect(seen.filter(([revision, enabled]) => enabled !== (revision % 2 === 1))).toEqual([])
})
