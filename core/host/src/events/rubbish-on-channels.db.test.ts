import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { createEmbeddedIdentity } from '../identity/embedded/create-embedded-identity.ts'
import { startTestIdentity, type TestIdentity } from '../../test/doubles/embedded-identity.ts'
import { bell, ring } from '../../test/doubles/event-plugins.ts'

/** Channels between hosts, whoever speaks on them: the owner here, past every gate. */
let city: TestHost
let people: TestIdentity
let owner: pg.Client
let ownerOfPeople: pg.Client
const unhandled: unknown[] = []
const caught = (error: unknown): void => {
  unhandled.push(error)
}
beforeAll(async () => {
  process.on('unhandledRejection', caught)
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell] })
  people = await startTestIdentity()
  owner = new pg.Client({ connectionString: city.databaseUrl })
  ownerOfPeople = new pg.Client({ connectionString: people.storage.urlOf('identity') })
  await Promise.all([owner.connect(), ownerOfPeople.connect()])
})
afterAll(async () => {
  process.off('unhandledRejection', caught)
  await Promise.all([owner.end(), ownerOfPeople.end()])
  await Promise.all([city.stop(), people.stop()])
})

const idOf = (slug: string) => city.host.store.bySlug(slug)!.city.id
const ctxIn = (slug: string) => city.host.systemScope(idOf(slug), 'test').ctx(bell)
const rubbish = [
  '',
  'x',
  'null',
  '{}',
  '[]',
  '{"city":"1"}',
  '{"city":1e99,"ids":["x"]}',
  `{"city":1,"ids":"${'x'.repeat(7_000)}"}`,
  '{"ids":[]}',
  '-1',
  '1.5',
  'ended',
  'keys and more',
  'ended \u0007',
  '{"city":',
]

test('12. rubbish on any channel ends nothing, and is told in the log without its words', async () => {
  for (const channel of ['vmeste_live', 'vmeste_city', 'vmeste_identity']) {
    for (const payload of rubbish)
      await (channel === 'vmeste_identity' ? ownerOfPeople : owner).query('select pg_notify($1, $2)', [
        channel,
        payload,
      ])
  }
  await expect
    .poll(() => city.log.filter((line) => line.includes('rubbish on a channel')).length)
    .toBe(2 * rubbish.length)
  expect(city.log.join('\n')).not.toContain('xxxx')
  await sleep(200)
  expect(unhandled).toEqual([])

  // and everybody hears as before
  const stream = city.host.events.live(idOf('uzda'), ['bell.rung@1'])[Symbol.asyncIterator]()
  const next = stream.next()
  await ring(ctxIn('uzda'), 1)
  expect((await next).value).toMatchObject({ data: { n: 1 } })
  await stream.return?.()
  await owner.query(`update core.city set revision = revision + 1 where slug = 'uzda'`)
  const { revision } = city.host.store.bySlug('uzda')!
  await owner.query(`select pg_notify('vmeste_city', $1)`, [String(idOf('uzda'))])
  await expect.poll(() => city.host.store.bySlug('uzda')!.revision, { timeout: 1_000 }).toBe(revision + 1)
  const rotated = await createEmbeddedIdentity({
    pool: people.storage.pool('identity'),
    origin: people.origin,
    key: people.key.bind(people),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  const heard: string[] = []
  rotated.onSessionEnd!((sid) => {
    heard.push(sid)
  })
  await ownerOfPeople.query(`select pg_notify('vmeste_identity', 'ended 0b7e')`)
  await expect.poll(() => heard).toEqual(['0b7e'])
  await rotated.stop()
})

test('well formed, but of another city: nobody hears there what happened here', async () => {
  const heard: unknown[] = []
  const stream = city.host.events.live(idOf('zhodino'), ['bell.rung@1'])[Symbol.asyncIterator]()
  void (async () => {
    for (let next = await stream.next(); !next.done; next = await stream.next()) heard.push(next.value.data['n'])
  })()
  const [id] = await ring(ctxIn('uzda'), 2)
  await city.host.events.idle()
  await owner.query(`select pg_notify('vmeste_live', $1)`, [JSON.stringify({ city: idOf('zhodino'), ids: [id] })])
  await owner.query(`select pg_notify('vmeste_city', $1)`, [String(idOf('zhodino'))])
  await owner.query(`select pg_notify('vmeste_city', '999999')`)
  await ring(ctxIn('zhodino'), 3)
  await expect.poll(() => heard).toEqual([3])
  await stream.return?.()
  expect(unhandled).toEqual([])
})

test.each(['vmeste_live', 'vmeste_city', 'vmeste_identity'])('a module cannot speak on %s', async (channel) => {
  const speak = (text: string) => ctxIn('uzda').db.transaction((tx) => tx.run(sql.raw(text)))
  await expect(speak(`select pg_notify('${channel}', 'x')`)).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  await expect(speak(`notify ${channel}, 'x'`)).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
})
