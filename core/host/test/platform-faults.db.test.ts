import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { databaseProxy, type DatabaseProxy } from './database-proxy.ts'
import { library } from './library-plugin.ts'
import { notes } from './notes-plugin.ts'

/**
 * The database's and the disk's trouble is the platform's: no module rests for it, and when it is over nobody waits.
 */
let proxy: DatabaseProxy
let city: TestHost
beforeAll(async () => {
  proxy = await databaseProxy(inject('postgres'))
  // who rests here rests until the end of the test
  city = await createTestHost({
    postgres: proxy.url,
    modules: [notes, library],
    host: {
      deadlines: { readMs: 300, fieldMs: 2_000 },
      healthTuning: { restMs: 600_000, windowMs: 600_000, beatMs: 60_000, checkEveryMs: 600_000 },
    },
  })
})
afterAll(async () => {
  await city.stop()
  await proxy.close()
})

const ask = (query: string, variables = {}, as = 'operator.uzda') => city.graph('uzda', query, variables, { as })
const state = (module: string) =>
  city.host.health.of(module, city.host.store.bySlug('uzda')!.city.id)?.state ?? 'HEALTHY'

test('8. a database that goes away and comes back leaves every module well, at once', async () => {
  expect((await ask('{ notes { id } shelf }')).errors).toBeUndefined()
  const before = Array.from({ length: 3 }, () => ask('{ shelfSearch }')) // at work when it goes
  await expect.poll(() => city.host.storage.pool('library').totalCount).toBeGreaterThanOrEqual(3)
  await proxy.close()
  expect((await Promise.all(before)).every(({ errors }) => errors?.length === 1)).toBe(true)
  const gone = await Promise.all(Array.from({ length: 30 }, () => ask('{ notes { id } shelf }')))
  expect(gone.every(({ errors }) => errors?.length === 2)).toBe(true)
  expect([state('notes'), state('library')]).toEqual(['HEALTHY', 'HEALTHY'])
  await proxy.open()
  expect((await ask('{ notes { id } shelf }')).errors).toBeUndefined()
  expect(city.log.filter((line) => line.includes('health of a module has changed'))).toEqual([])
})

test('nor does one that is there and says nothing', async () => {
  proxy.silence()
  const asked = await Promise.all(
    ['a', 'b', 'c', 'd'].flatMap((who) =>
      Array.from({ length: 3 }, () => ask('{ notes { id } shelf shelfOther }', {}, `operator.uzda+${who}`)),
    ),
  )
  expect(new Set(asked.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code)))).toContain(
    'MODULE_TIMEOUT',
  )
  expect([state('notes'), state('library')]).toEqual(['HEALTHY', 'HEALTHY'])
  proxy.heard()
  await expect.poll(async () => (await ask('{ notes { id } shelf }')).errors, { timeout: 15_000 }).toBeUndefined()
  expect(city.log.filter((line) => line.includes('health of a module has changed'))).toEqual([])
})

test('so it is with what the server refuses to everybody; what a statement does wrong is its module’s', async () => {
  for (const code of ['53100', '53200', '53300', '25006', '57P03', '58030'])
    for (let i = 0; i < 12; i++)
      expect((await ask('query ($state: String!) { shelfFails(state: $state) }', { state: code })).errors).toHaveLength(
        1,
      )
  expect([state('library'), (await ask('{ shelf }')).errors]).toEqual(['HEALTHY', undefined])
  for (let i = 0; i < 12; i++) await ask('query ($state: String!) { shelfFails(state: $state) }', { state: '22012' })
  expect(state('library')).toBe('UNHEALTHY')
})
