import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { bell, behave, habits, ledger, lines, ring, ringAsBefore, unheard } from '../../test/doubles/event-plugins.ts'

let city: TestHost
let owner: pg.Client
let uzda: { bell: Ctx; ledger: Ctx }

beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [bell, ledger],
    host: { eventsTuning: { backoffMs: () => 20, sweepMs: 200, handlerMs: 2_000, attempts: 3 } },
  })
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
  const scope = city.host.systemScope(city.host.store.bySlug('uzda')!.city.id, 'test')
  uzda = { bell: scope.ctx(bell), ledger: scope.ctx(ledger) }
})
afterAll(async () => {
  await owner.end()
  await city.stop()
})
beforeEach(behave)
afterEach(async () => {
  behave()
  await switchLedger(true)
  await city.host.events.idle()
  await owner.query('truncate core.outbox, core.delivery, ledger.line')
})

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 })

const deliveries = async () =>
  (
    await owner.query<{ state: string; attempts: number; last_error: string | null }>(
      `select state, attempts, last_error from core.delivery where subscriber = 'ledger/bell.rung@1' order by position`,
    )
  ).rows

async function switchLedger(enabled: boolean): Promise<void> {
  await city.graph(
    'uzda',
    'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "ledger", enabled: $enabled }]) { __typename } }',
    { enabled },
    { as: 'admin.uzda' },
  )
}

test('events are delivered in the order in which they happened, within a transaction and between them', async () => {
  await ring(uzda.bell, 1, 2, 3)
  for (let n = 4; n <= 40; n += 2) await ring(uzda.bell, n, n + 1)
  await city.host.events.idle()
  expect(await lines(uzda.ledger)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1))
})

test('what says that it is none of a handler’s business is not delivered to it; a delivery made by an older host does nothing', async () => {
  const idle = 'ledger/idle'
  const of = async (subscriber: string) =>
    (await owner.query<{ state: string }>('select state from core.delivery where subscriber = $1', [subscriber])).rows
  await ring(uzda.bell, unheard, 12)
  await city.host.events.idle()
  expect([await of(idle), await of('ledger/bell.rung@1')]).toEqual([
    [{ state: 'done' }],
    [{ state: 'done' }, { state: 'done' }],
  ])
  await owner.query(
    `update core.delivery set state = 'pending', event = o.id from core.outbox o
      where subscriber = $1 and (o.data ->> 'n')::int = $2`,
    [idle, unheard],
  )
  await city.host.events.idle()
  await eventually(() => of(idle)).toEqual([{ state: 'done' }])
})

test('what is rolled back never leaves', async () => {
  await expect(
    uzda.bell.db.transaction(async (tx) => {
      tx.emit({ type: 'bell.rung@1', subject: 'bell:Bell:1', data: { n: 1 } })
      tx.audit({ action: 'bell.ring', subject: 'bell:Bell:1' })
      await tx.run(sql`select 1`)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await city.host.events.idle()
  expect((await owner.query('select from core.outbox')).rowCount).toBe(0)
  expect((await owner.query(`select from core.audit where action = 'bell.ring'`)).rowCount).toBe(0)
})

test('a failing handler leaves nothing, is retried, dies, and is replayed by the city’s administrator', async () => {
  habits.after = async () => {
    throw new TypeError('about Ivan Ivanov')
  }
  await ring(uzda.bell, 7)
  await eventually(deliveries).toEqual([{ state: 'dead', attempts: 3, last_error: 'TypeError' }])
  expect(await lines(uzda.ledger)).toEqual([])

  const dead = '{ deliveries(state: DEAD) { id type subscriber attempts lastError state } }'
  const seen = await city.graph<{ deliveries: { id: string }[] }>('uzda', dead, {}, { as: 'admin.uzda' })
  expect(seen.data.deliveries).toEqual([
    expect.objectContaining({
      type: 'bell.rung@1',
      subscriber: 'ledger/bell.rung@1',
      attempts: 3,
      lastError: 'TypeError',
      state: 'DEAD',
    }),
  ])
  expect((await city.graph('zhodino', dead, {}, { as: 'admin.zhodino' })).data).toEqual({ deliveries: [] })
  expect((await city.graph('uzda', dead, {}, { as: 'operator.uzda' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')

  behave()
  const replay = (slug: string, as: string) =>
    city.graph(
      slug,
      'mutation ($id: ID!) { replayDelivery(id: $id) { __typename ... on NotFound { code } } }',
      { id: seen.data.deliveries[0]!.id },
      { as },
    )
  expect((await replay('zhodino', 'admin.zhodino')).data).toEqual({
    replayDelivery: { __typename: 'NotFound', code: 'DELIVERY_UNKNOWN' },
  })
  expect((await replay('uzda', 'admin.uzda')).data).toEqual({ replayDelivery: { __typename: 'DeliveryReplayed' } })
  await city.host.events.idle()
  expect(await lines(uzda.ledger)).toEqual([7])
  expect((await replay('uzda', 'admin.uzda')).data).toEqual({
    replayDelivery: { __typename: 'NotFound', code: 'DELIVERY_UNKNOWN' },
  })
})

test('one that fails steps aside and holds nobody up', async () => {
  let failed = false
  habits.before = async (event) => {
    if (event.data.n !== 1 || failed) return
    failed = true
    throw new Error('once')
  }
  await ring(uzda.bell, 1, 2, 3)
  await eventually(() => lines(uzda.ledger)).toEqual([2, 3, 1])
})

test('an event of another shape than its subscriber needs is dead at once, with a reason that quotes nothing', async () => {
  const logged = city.log.length
  await ringAsBefore(city.host.storage.pool('bell'), city.host.store.bySlug('uzda')!.city.id, 'Ivan Ivanov')
  await ring(uzda.bell, 2)
  await city.host.events.idle()
  expect(await deliveries()).toEqual([
    { state: 'dead', attempts: 1, last_error: 'EVENT_SHAPE n:invalid_type' },
    { state: 'done', attempts: 1, last_error: null },
  ])
  const log = city.log.slice(logged).join('\n')
  expect(log).toContain('EVENT_SHAPE')
  expect(log).not.toContain('Ivanov')
})

test('a handler that hangs is cut off; what it does later reaches no one', async () => {
  let late: Promise<unknown> | undefined
  habits.after = async (event, tx) => {
    behave()
    await new Promise((resolve) => {
      setTimeout(resolve, 2_500)
    })
    late = tx.run(sql`insert into ledger.line (id, n) values (gen_random_uuid(), 666)`).catch((error: unknown) => error)
    expect(event.data.n).toBe(9)
  }
  await ring(uzda.bell, 9)
  await eventually(() => late).toBeInstanceOf(Error)
  expect(await late).toBeInstanceOf(Error)
  await eventually(() => lines(uzda.ledger)).toEqual([9])
  expect(city.log.join('\n')).toContain('VMESTE_HANDLER_TIMEOUT')
})

test('a module that is off in a city gets nothing there until it is on; then in order, and nobody else notices', async () => {
  const zhodino = city.host.systemScope(city.host.store.bySlug('zhodino')!.city.id, 'test')
  await ring(uzda.bell, 1)
  await city.host.events.idle()
  await switchLedger(false)
  await ring(uzda.bell, 2, 3)
  await ring(uzda.bell, 4)
  await ring(zhodino.ctx(bell), 100)
  await city.host.events.idle()
  expect((await deliveries()).map((each) => each.state)).toEqual(['done', 'parked', 'parked', 'parked', 'done'])
  expect(await lines(zhodino.ctx(ledger))).toEqual([100])
  const parked = await city.graph('uzda', '{ deliveries(state: PARKED) { subscriber } }', {}, { as: 'admin.uzda' })
  expect(parked.data['deliveries']).toHaveLength(6)
  await switchLedger(true)
  await eventually(() => lines(uzda.ledger)).toEqual([1, 2, 3, 4])
})

test('switched off while deliveries wait, they are parked before their next attempt', async () => {
  habits.before = async () => {
    throw new Error('not yet')
  }
  await ring(uzda.bell, 5)
  await eventually(async () => (await deliveries())[0]?.attempts).toBeGreaterThan(0)
  await switchLedger(false)
  await eventually(async () => (await deliveries())[0]?.state).toBe('parked')
  behave()
  await switchLedger(true)
  await eventually(() => lines(uzda.ledger)).toEqual([5])
})

test('a recurring task runs once in each city where its module is on, and is retried like any delivery', async () => {
  const ran: string[] = []
  let failures = 0
  const bothDue = Promise.withResolvers<void>()
  habits.job = async (ctx) => {
    await bothDue.promise
    if (failures++ === 0) throw new Error('once')
    ran.push(ctx.city.slug)
  }
  // as cron does
  await owner.query(`select graphile_worker.add_job('tick', json_build_object('subscriber', 'ledger/job:count'))`)
  await eventually(
    async () => (await owner.query(`select from core.delivery where subscriber = 'ledger/job:count'`)).rowCount,
  ).toBe(2)
  await city.host.events.runJob('ledger', 'count') // the last run is still at work
  bothDue.resolve()
  await eventually(() => ran.toSorted()).toEqual(['uzda', 'zhodino'])
  await switchLedger(false)
  await city.host.events.runJob('ledger', 'count')
  await city.host.events.idle()
  expect(ran.toSorted()).toEqual(['uzda', 'zhodino', 'zhodino'])
})
