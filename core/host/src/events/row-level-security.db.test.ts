import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { sql } from '@vmeste/sdk/storage'
import type { Ctx } from '@vmeste/sdk'
import { bell, ledger, ring } from './test-modules.ts'

let city: TestHost
let stranger: Ctx
let uzda: number

beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell, ledger] })
  uzda = city.host.store.bySlug('uzda')!.city.id
  stranger = city.host.systemScope(uzda, 'test').ctx(bell)
})
afterAll(() => city.stop())

test.each(['core.outbox', 'core.delivery', 'core.audit', 'graphile_worker._private_jobs'])(
  'a module cannot read %s',
  async (table) => {
    await expect(stranger.db.transaction((tx) => tx.run(sql.raw(`select * from ${table}`)))).rejects.toMatchObject({
      code: '42501',
    })
  },
)

test('a module cannot sign for another’s delivery', async () => {
  await city.host.events.stop()
  const [event] = await ring(stranger, 1)
  const pool = city.host.storage.pool('core')
  await pool.query(
    `insert into core.delivery (city, event, subscriber, position, state) select city, id, 'ledger/bell.rung@1',
      position, 'pending' from core.outbox where id = $1`,
    [event],
  )
  const [row] = await stranger.db.transaction((tx) =>
    tx.run<{ taken: string }>(
      sql`select core.take_delivery(${event}::uuid, 'ledger/bell.rung@1', gen_random_uuid()) as taken`,
    ),
  )
  expect(row?.taken).toBe('gone')
  expect((await pool.query('select state from core.delivery where event = $1', [event])).rows).toEqual([
    { state: 'pending' },
  ])
})

test('nothing leaves without a city and an actor', async () => {
  const client = new pg.Client({ connectionString: city.host.storage.urlOf('bell') })
  await client.connect()
  const flush = (who = '') => `select core.flush('[]', '[]', '${who}')`
  await expect(client.query(flush('system:test'))).rejects.toMatchObject({ code: '55000' })
  await client.query(`select set_config('app.city', '${uzda}', false)`)
  await expect(client.query(flush())).rejects.toMatchObject({ code: '55000' })
  await expect(client.query(flush('system:test'))).resolves.toBeDefined()
  await client.end()
})

test('raw SQL speaks in the module’s own name only', async () => {
  const flush = (type: string, action: string) =>
    stranger.db.transaction((tx) =>
      tx.run(sql`select core.flush(
    ${JSON.stringify([{ id: crypto.randomUUID(), type, subject: 'x', data: {}, occurred_at: new Date() }])}::jsonb,
      ${JSON.stringify([{ action, subject: 'x', at: new Date() }])}::jsonb, 'system:test')`),
    )
  await expect(flush('ledger.written@1', 'bell.ring')).rejects.toMatchObject({ code: '42501' })
  await expect(flush('bell.other@1', 'core.modules.change')).rejects.toMatchObject({ code: '42501' })
  await expect(flush('bell.other@1', 'bell.ring.by-hand')).resolves.toBeDefined()
})

test('raw SQL cannot take a module to another city, not in several statements either', async () => {
  for (const text of [
    `select set_config('app.city', '999', false)`,
    `set app.city = '999'`,
    `do $$ begin perform set_config('app.city', '999', false); end $$`,
  ]) {
    await expect(sql.raw(text).execute(stranger.db.read)).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  }
  await expect(sql.raw(`select 1; reset all`).execute(stranger.db.read)).rejects.toMatchObject({ code: '42601' })
})

test('what is in the audit stays there, for the host too', async () => {
  await stranger.db.transaction(async (tx) => {
    tx.audit({ action: 'bell.ring', subject: 'bell:Bell:1', detail: { loud: true } })
  })
  const pool = city.host.storage.pool('core')
  expect(
    (await pool.query(`select city, actor, action, detail from core.audit where action = 'bell.ring'`)).rows,
  ).toEqual([{ city: uzda, actor: 'system:test', action: 'bell.ring', detail: { loud: true } }])
  await expect(pool.query(`update core.audit set actor = 'guest'`)).rejects.toMatchObject({ code: '23001' })
  await expect(pool.query('delete from core.audit')).rejects.toMatchObject({ code: '23001' })
  await expect(pool.query('truncate core.audit')).rejects.toMatchObject({ code: '42501' })
})

test('with a city set, the host too sees only that city’s events', async () => {
  const client = await city.host.storage.pool('core').connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.city', '999999', true)`)
    expect((await client.query('select from core.outbox')).rowCount).toBe(0)
    expect((await client.query('select from core.delivery')).rowCount).toBe(0)
    expect((await client.query('select from core.audit')).rowCount).toBe(0)
    await client.query('rollback')
  } finally {
    client.release()
  }
})
