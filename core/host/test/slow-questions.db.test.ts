import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import { databaseProxy, type DatabaseProxy } from './database-proxy.ts'
import { library } from './library-plugin.ts'
import { notes } from './notes-plugin.ts'

/** What somebody asks may cost them, and nobody else. */
let proxy: DatabaseProxy
let city: TestHost
let owner: pg.Client
beforeAll(async () => {
  proxy = await databaseProxy(inject('postgres'))
  city = await createTestHost({
    postgres: proxy.url,
    modules: [notes, library],
    cities: [uzda, zhodino, { ...uzda, slug: 'kletsk', numberPrefix: 'КЛ' }],
    host: {
      deadlines: { readMs: 400, fieldMs: 1_500 },
      healthTuning: { restMs: 60_000, windowMs: 600_000, beatMs: 60_000, checkEveryMs: 600_000 },
    },
  })
  owner = new pg.Client({ connectionString: inject('superuser') })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await city.stop()
  await proxy.close()
})
afterEach(async () => {
  await expect.poll(running, { timeout: 10_000 }).toBe(0)
})

const codes = async (query: string, as?: string, slug = 'uzda', address = '10.0.0.1') =>
  (await city.graph(slug, query, {}, { ...(as ? { as } : {}), headers: { 'x-forwarded-for': address } })).errors?.map(
    ({ extensions }) => extensions.code,
  )
const stateOf = (module: string, slug = 'uzda') =>
  city.host.health.of(module, city.host.store.bySlug(slug)!.city.id)?.state
const running = async () =>
  (
    await owner.query<{ n: number }>(
      `select count(*)::int n from pg_stat_activity where application_name = 'vmeste library' and state = 'active'`,
    )
  ).rows[0]!.n

test('a question that takes too long is ended in the database, refused in words, and held against nobody else', async () => {
  const reply = await city.graph('uzda', '{ shelfSearch shelf }', {}, { as: 'operator.uzda', lang: 'be' })
  expect(reply.data).toEqual({ shelfSearch: null, shelf: 1 })
  expect(reply.errors?.map(({ extensions, message }) => `${extensions.code} ${message}`)).toEqual([
    'QUERY_TOO_SLOW Гэты пошук заняў бы занадта шмат часу. Звузьце яго: выберыце тэрмін, тэму або месца.',
  ])
  expect(await running()).toBe(0)
  expect(await codes('mutation { shelfKeeps }'), 'what is saved may take its time').toBeUndefined()
})

test('8. ten slow questions in a row: a guest at a plate, a colleague and another city are answered all the while', async () => {
  let asking = true
  let failed = 0
  let answered = 0
  const others = [
    ['{ shelf }', undefined, 'uzda', '10.0.0.2'],
    ['{ shelf }', 'executor.uzda', 'uzda', '10.0.0.3'],
    ['{ shelf }', undefined, 'zhodino', '10.0.0.4'],
    ['{ notes { id } }', undefined, 'uzda', '10.0.0.5'],
  ] as const
  const control = Promise.all(
    others.map(async ([query, as, slug, address]) => {
      while (asking) {
        if (await codes(query, as, slug, address)) failed++
        answered++
      }
    }),
  )
  for (let i = 0; i < 10; i++) expect(await codes('{ shelfSearch }', 'operator.uzda')).toEqual(['QUERY_TOO_SLOW'])
  // and ten at once, through every alias there is
  const many = await codes(
    `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: shelfSearch`).join(' ')} }`,
    'operator.uzda',
  )
  asking = false
  await control
  expect(new Set(many)).toEqual(new Set(['QUERY_TOO_SLOW', 'ANSWERS_PENDING']))
  expect(failed).toBe(0)
  expect(answered).toBeGreaterThan(40)
  expect([stateOf('library'), await codes('{ shelf }', 'operator.uzda')]).toEqual(['HEALTHY', undefined])
})

test('9. one person holds half of a module’s connections at most, and one after a slow question', async () => {
  const most = async (as: string): Promise<number> => {
    const asked = Promise.all(Array.from({ length: 8 }, () => codes('{ shelfOther }', as)))
    let seen = 0
    while (seen === 0) seen = await running()
    for (let i = 0; i < 5; i++) {
      await sleep(20)
      seen = Math.max(seen, await running())
    }
    await asked
    await expect.poll(running, { timeout: 10_000 }).toBe(0)
    return seen
  }
  expect(await most('executor.uzda')).toBe(4)
  expect(await most('executor.uzda')).toBe(1)
})

test('code that hangs costs whoever asks, then the field, and the module only when several wait for several things', async () => {
  const hang = (query: string, as: string) => codes(query, `operator.kletsk+${as}`, 'kletsk')
  const times = async (n: number, query: string, as: string) =>
    Promise.all(Array.from({ length: n }, () => hang(query, as)))
  await times(6, '{ shelfHangs }', 'a')
  expect(await hang('{ shelfHangs }', 'a'), 'this asker, this field').toEqual(['MODULE_UNHEALTHY'])
  expect(await hang('{ shelfAlsoHangs shelf }', 'a'), 'another field').toEqual(['MODULE_TIMEOUT'])
  await times(3, '{ shelfHangs }', 'b')
  expect(await hang('{ shelfHangs }', 'c'), 'the field, for everybody').toEqual(['MODULE_UNHEALTHY'])
  expect([stateOf('library', 'kletsk'), await codes('{ shelf }', undefined, 'kletsk')]).toEqual(['DEGRADED', undefined])
  await times(2, '{ shelfAlsoHangs }', 'd')
  expect(stateOf('library', 'kletsk')).toBe('UNHEALTHY')
  expect(await codes('{ shelf }', undefined, 'kletsk')).toEqual(['MODULE_UNHEALTHY'])
  expect([stateOf('library'), await codes('{ shelf }')]).toEqual(['HEALTHY', undefined])
})

test('an answer of 250 MB is cut off while it is read: it costs bytes of the wire, not of the memory, and one connection', async () => {
  const ask = (address: string) => codes('{ shelfAll }', undefined, 'zhodino', address)
  globalThis.gc?.()
  const [before, read] = [process.memoryUsage().rss, proxy.read()]
  let peak = before
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 2)
  expect(await ask('10.0.1.1')).toEqual(['SQL_ANSWER_TOO_LARGE'])
  clearInterval(watching)
  expect(proxy.read() - read).toBeLessThan(16 * 1024 * 1024)
  expect(peak - before).toBeLessThan(100 * 1024 * 1024)
  expect(city.log.filter((line) => line.includes('VMESTE_SQL_ANSWER_TOO_LARGE')).join()).toMatch(
    /"operation":"Query.shelfAll".*read in pages/,
  )
  expect(await codes('{ shelf }', undefined, 'zhodino')).toBeUndefined()
  expect(
    await codes('{ shelfPages }', undefined, 'zhodino', '10.0.1.2'),
    'each statement has its own measure',
  ).toBeUndefined()
  for (let i = 0; i < 9; i++) await ask('10.0.1.1')
  expect(await ask('10.0.1.1')).toEqual(['MODULE_UNHEALTHY'])
  expect(await codes('{ shelf }', undefined, 'zhodino', '10.0.1.1')).toBeUndefined()
})
