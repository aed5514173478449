import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { createTestHost, fakeIdentity, testSecret, type TestHost } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'
import { wretch, wretched } from './wretch-plugin.ts'

// long enough for whoever hangs nobody up on a busy machine; what is left open outlives whoever waits for it
const deadlines = { fieldMs: 2_000, capabilityMs: 100, routeMs: 500, checkMs: 50, idleTransactionMs: 6_000 }
const restMs = 400
const healthTuning = { restMs, windowMs: 600_000, beatMs: 60_000, checkEveryMs: 600_000 }
let city: TestHost
let second: Host
beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [notes, wretch],
    host: { deadlines, healthTuning },
  })
  second = await createHost({
    databaseUrl: city.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: city.dataFolder,
    civic: civicPlugin(),
    modules: [notes, wretch],
    deadlines,
    healthTuning,
    identity: async () => fakeIdentity,
  })
})
afterAll(async () => {
  await second.stop()
  await city.stop()
})
beforeEach(() => {
  wretched.check = async () => undefined
})

const codes = async (query: string, slug = 'uzda') =>
  (await city.graph(slug, query)).errors?.map((error) => error.extensions.code)
const stateIn = async (slug: string, url = city.url) => {
  const response = await fetch(`${url}/c/${slug}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer admin.${slug}` },
    body: JSON.stringify({ query: '{ modules { id health { state reason } } }' }),
  })
  const { data } = (await response.json()) as {
    data: { modules: { id: string; health: { state: string; reason: string | null } }[] }
  }
  return data.modules.find(({ id }) => id === 'wretch')?.health
}

test('what hangs is left out of the answer, and the rest of it stands', async () => {
  const reply = await city.graph(
    'uzda',
    '{ wretchHangs notes { text } wretches { id hangs } city { slug } }',
    {},
    { lang: 'be' },
  )
  expect(reply.data).toEqual({
    wretchHangs: null,
    notes: [],
    wretches: [1, 2, 3].map((id) => ({ id: String(id), hangs: null })),
    city: { slug: 'uzda' },
  })
  expect(new Set(reply.errors?.map(({ extensions, message }) => `${extensions.code} ${message}`))).toEqual(
    new Set(['MODULE_TIMEOUT Раздзел не адказаў своечасова. Паспрабуйце праз хвіліну.']),
  )
  expect(await codes('mutation { wretchDoes }')).toEqual(['MODULE_TIMEOUT'])
  expect((await city.fetch('/c/zhodino/m/wretch/hangs')).status).toBe(504)
  const stream = await city.fetch('/c/zhodino/graphql/stream', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { wretchFollows }' }),
  })
  expect(await stream.text()).toContain('MODULE_TIMEOUT')
})

test('8. a module that hangs or throws is let alone in that city only, is shown so on every host, and comes back by itself', async () => {
  for (let i = 0; i < 10; i++) await codes('{ wretchThrows }')
  const refused = await city.graph('uzda', '{ wretchHangs notes { text } }')
  expect(refused).toMatchObject({
    data: { wretchHangs: null, notes: [] },
    errors: [
      { extensions: { code: 'MODULE_UNHEALTHY', module: 'wretch', retryAfterSeconds: expect.any(Number) as number } },
    ],
  })
  const route = await city.fetch('/c/uzda/m/wretch/hangs')
  expect([route.status, Number(route.headers.get('retry-after'))]).toEqual([503, expect.any(Number)])
  expect(await codes('{ wretchWell }', 'zhodino')).toBeUndefined()

  const unwell = { state: 'UNHEALTHY', reason: 'Часто ошибается.' }
  expect(await stateIn('uzda')).toEqual(unwell)
  const url = `http://127.0.0.1:${await second.listen(0)}`
  await expect.poll(() => stateIn('uzda', url)).toEqual(unwell)
  expect((await stateIn('zhodino'))?.state).not.toBe('UNHEALTHY')
  expect(await (await city.fetch('/health/ready')).json()).toEqual({
    status: 'ok',
    modules: [{ id: 'wretch', state: 'UNHEALTHY' }],
  })
  expect(city.log.join('\n')).toContain('health of a module has changed')

  await expect.poll(() => codes('{ wretchWell }'), { timeout: 5_000 }).toBeUndefined()
  expect(await stateIn('uzda')).toEqual({ state: 'HEALTHY', reason: null })
  await expect.poll(() => stateIn('uzda', url)).toEqual({ state: 'HEALTHY', reason: null })
})

test('one broken field in a long list is one fault, and refusals are none', async () => {
  const { health } = city.host
  const uzda = city.host.store.bySlug('uzda')!.city.id
  await codes('{ wretches { throws later } }')
  expect(health.of('wretch', uzda)?.state).toBe('HEALTHY')
  for (let i = 0; i < 20; i++)
    await city.graph(
      'uzda',
      `mutation { writeNote(text: "${'x'.repeat(30)}") { __typename } }`,
      {},
      { as: 'operator.uzda' },
    )
  expect(health.of('notes', uzda)?.state).toBe('HEALTHY')
})

test('a module that hangs can still be switched off, and who asks its capability has the rest of the answer', async () => {
  const mine = await city.graph<{ myCases: unknown[] }>('uzda', '{ myCases(first: 5) { id } }', {}, { as: 'citizen' })
  expect(mine.errors?.map(({ extensions }) => extensions.code) ?? ['CASES_INCOMPLETE']).toEqual(['CASES_INCOMPLETE'])
  const plan = await city.graph<{ planModules: { possible: boolean; steps: { kind: string }[] } }>(
    'uzda',
    '{ planModules(changes: [{ module: "wretch", enabled: false }]) { ... on ModulePlan { possible steps { kind } } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(plan.data.planModules).toEqual({
    possible: true,
    steps: [{ kind: 'DISAPPEARS' }, { kind: 'PARKED' }, { kind: 'KEPT' }],
  })
})

test('its own check, when it fails or hangs, shows a module as degraded', async () => {
  wretched.check = () => new Promise(() => undefined)
  await city.host.checkHealth()
  expect(await stateIn('zhodino')).toMatchObject({ state: 'DEGRADED', reason: 'Не проходит собственную проверку.' })
})

test('9. a module that takes all its connections waits for itself alone, and the server ends what it left open', async () => {
  // one address has half of a module's connections, so it takes two to take all
  const leaks = Array.from({ length: 12 }, (_, i) =>
    city.graph('zhodino', '{ wretchLeaks }', {}, { headers: { 'x-forwarded-for': `10.0.0.${i % 2}` } }),
  )
  const others = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const { errors } = await city.graph(i % 2 ? 'zhodino' : 'uzda', '{ notes { text } }')
      return errors
    }),
  )
  expect(others.filter(Boolean)).toEqual([])
  await Promise.all(leaks)
  const pool = city.host.storage.pool('wretch')
  expect(pool.idleCount).toBe(0)
  // what another role's connection is doing only a superuser sees
  const owner = new pg.Client({
    connectionString: Object.assign(new URL(inject('superuser')), { pathname: new URL(city.databaseUrl).pathname })
      .href,
  })
  await owner.connect()
  const open = async () =>
    (
      await owner.query<{ n: number }>(
        `select count(*)::int n from pg_stat_activity where application_name = 'vmeste wretch' and state = 'idle in transaction'`,
      )
    ).rows[0]?.n
  expect(await open()).toBe(8)
  await expect.poll(open, { timeout: 10_000 }).toBe(0)
  await owner.end()
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
