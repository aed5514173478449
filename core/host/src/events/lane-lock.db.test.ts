import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { definePlugin } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { bell, behave, habits, ledger, lines, ring } from '../../test/doubles/event-plugins.ts'

const text = { ru: 'Сосед', be: 'Сусед', en: 'Neighbour' }
const neighbour = definePlugin({
  id: 'neighbour',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'neighbour', entities: [], migrations: [] },
})
const lane = 'ledger/bell.rung@1'

let city: TestHost
let owner: pg.Client
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell, ledger, neighbour] })
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  behave()
  await owner.end()
  await city.stop()
})

const uzda = () => city.host.store.bySlug('uzda')!.city.id
const ctxOf = (module: string, slug = 'uzda') =>
  city.host.systemScope(city.host.store.bySlug(slug)!.city.id, 'test').ctx(city.host.registry.find(module)!)
const asRole = async (module: string, slug = 'uzda') => {
  const client = new pg.Client({ connectionString: city.host.storage.urlOf(module) })
  await client.connect()
  await client.query(`select set_config('app.city', $1, false)`, [String(city.host.store.bySlug(slug)!.city.id)])
  return client
}

test('13. a module holds no lock by its number, neither through the contract nor past it', async () => {
  const number = `hashtextextended('${uzda()} ${lane}', 7163514)`
  for (const call of [
    `pg_advisory_lock(${number})`,
    `pg_try_advisory_xact_lock(${number})`,
    `pg_advisory_lock_shared(1)`,
  ]) {
    await expect(ctxOf('neighbour').db.transaction((tx) => tx.run(sql.raw(`select ${call}`)))).rejects.toMatchObject({
      code: 'VMESTE_SQL_REFUSED',
    })
  }
  const past = await asRole('neighbour')
  await expect(past.query(`select pg_advisory_lock(${number})`)).rejects.toMatchObject({ code: '42501' })
  await expect(past.query('select from core.lane for update')).rejects.toMatchObject({ code: '42501' })
  await past.end()
})

test('13. whatever numbers and foreign lanes somebody holds, deliveries go out', async () => {
  // the number the lock once had
  await owner.query(`select pg_advisory_lock(hashtextextended($1 || ' ' || $2, 7163514))`, [uzda(), lane])
  await ring(ctxOf('bell'), 1)
  await city.host.events.idle()
  const past = await asRole('neighbour')
  await past.query('begin')
  const {
    rows: [done],
  } = await owner.query<{ event: string }>('select event from core.delivery where subscriber = $1', [lane])
  expect(
    (await past.query('select core.take_delivery($1, $2, gen_random_uuid()) as taken', [done!.event, lane])).rows,
  ).toEqual([{ taken: 'gone' }])
  await ring(ctxOf('bell'), 2)
  await expect.poll(() => lines(ctxOf('ledger')), { timeout: 3_000 }).toEqual([1, 2])
  await past.query('rollback')
  await past.end()
  await owner.query('select pg_advisory_unlock_all()')
})

test('one delivery of a lane at a time, also where an older relay has left no row for it', async () => {
  let atWork = 0
  let most = 0
  habits.before = async () => {
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => {
      setTimeout(resolve, 10)
    })
    atWork--
  }
  await owner.query('delete from core.lane')
  await ring(ctxOf('bell'), 3, 4, 5, 6, 7, 8)
  await owner.query('delete from core.lane')
  for (let i = 0; i < 10; i++)
    await owner.query(
      `select graphile_worker.add_job('lane', json_build_object('city', $1::int, 'subscriber', $2::text))`,
      [uzda(), lane],
    )
  await city.host.events.idle()
  expect(await lines(ctxOf('ledger'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(most).toBe(1)
})

test('a turn is a module’s own, in one city: it waits for itself and for nobody else', async () => {
  const [first, second, other, elsewhere] = await Promise.all([
    asRole('ledger'),
    asRole('ledger'),
    asRole('neighbour'),
    asRole('ledger', 'zhodino'),
  ])
  const take = (client: pg.Client) => client.query(`select core.take_turn('one name')`)
  await first.query('begin')
  await take(first)
  await Promise.all([take(other), take(elsewhere)])
  let got = false
  const waiting = take(second).then(() => {
    got = true
  })
  await new Promise((resolve) => {
    setTimeout(resolve, 200)
  })
  expect(got).toBe(false)
  await first.query('commit')
  await waiting
  await Promise.all([first, second, other, elsewhere].map((client) => client.end()))
})
