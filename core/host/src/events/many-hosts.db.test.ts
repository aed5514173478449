import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'
import type { Ctx, LiveEvent } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { EventDoors } from './event-doors.ts'
import { createEvents, type Events } from './create-events.ts'
import { bell, behave, habits, ledger, lines, ring, ringAsBefore } from '../../test/doubles/event-plugins.ts'

const tuning = { backoffMs: () => 20, sweepMs: 200, pollMs: 100 }
let city: TestHost
let second: Events
let owner: pg.Client
let uzda: { id: number; bell: Ctx; ledger: Ctx }

beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell, ledger], host: { eventsTuning: tuning } })
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
  const { id } = city.host.store.bySlug('uzda')!.city
  const scope = city.host.systemScope(id, 'test')
  uzda = { id, bell: scope.ctx(bell), ledger: scope.ctx(ledger) }
  second = await startAnother()
})
afterAll(async () => {
  await second.stop()
  await owner.end()
  await city.stop()
})
beforeEach(behave)
afterEach(async () => {
  behave()
  await second.idle()
  await owner.query('truncate core.outbox, core.delivery, ledger.line')
})

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

/** The events part of a second host on the same database: relay, worker and live connection of its own. */
async function startAnother(): Promise<Events> {
  const { host } = city
  const events = await createEvents({
    connectionString: host.storage.urlOf('core'),
    doors: new EventDoors(),
    plugins: host.registry.all,
    logger: host.logger,
    tuning,
    isEnabled: () => true,
    cities: () => host.store.all().map((snapshot) => snapshot.city),
    openCtx: (id, plugin, name) => host.systemScope(id, name).ctx(plugin),
  })
  await events.start()
  return events
}

test('two hosts hand every event to every subscriber once, and keep the order', async () => {
  for (const n of upTo(150)) {
    await ring(uzda.bell, n)
    second.wake()
  }
  await city.host.events.idle()
  expect(await lines(uzda.ledger)).toEqual(upTo(150))
  const { rows } = await owner.query<{ subscriber: string; count: number }>(
    `select subscriber, count(*)::int from core.delivery where state = 'done' and subscriber not like '%/job:%' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { subscriber: 'ledger/bell.rung@1', count: 150 },
    { subscriber: 'ledger/idle', count: 150 },
  ])
})

test('a lane that is called again and again is still worked once', async () => {
  let atWork = 0
  let most = 0
  habits.before = async () => {
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
    atWork--
  }
  await ring(uzda.bell, ...upTo(30))
  for (let i = 0; i < 20; i++)
    await owner.query(
      `select graphile_worker.add_job('lane', json_build_object('city', $1::int, 'subscriber', 'ledger/bell.rung@1'))`,
      [uzda.id],
    )
  await city.host.events.idle()
  expect(await lines(uzda.ledger)).toEqual(upTo(30))
  expect(most).toBe(1)
})

test('a handler whose connection is cut is rolled back and runs again: its effects are there once', async () => {
  let runs = 0
  habits.after = async (_event, tx) => {
    if (runs++ > 0) return
    const [row] = await tx.run<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await owner.query('select pg_terminate_backend($1)', [row!.pid])
  }
  await ring(uzda.bell, 1, 2)
  await eventually(async () => (await lines(uzda.ledger)).toSorted()).toEqual([1, 2])
  expect(runs).toBe(3)
})

test('every connection of the events cut at once: deliveries and live streams go on, what came meanwhile included', async () => {
  const heard: unknown[] = []
  const stream = city.host.events.live(uzda.id, ['bell.rung@1'])[Symbol.asyncIterator]()
  void (async () => {
    for (let next = await stream.next(); !next.done; next = await stream.next()) heard.push(next.value.data['n'])
  })()
  await ring(uzda.bell, 1)
  await eventually(() => heard).toEqual([1])
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and application_name in ('vmeste events', 'vmeste live')`,
  )
  await ring(uzda.bell, 2)
  await eventually(() => lines(uzda.ledger)).toEqual([1, 2])
  await eventually(() => heard).toContain(2)
  await ring(uzda.bell, 3)
  await eventually(() => heard).toContain(3)
  await stream.return?.()
})

test('while the database lets nobody in, a host waits; then it goes on', async () => {
  const server = new pg.Client({ connectionString: inject('postgres') })
  await server.connect()
  const name = pg.escapeIdentifier(new URL(city.databaseUrl).pathname.slice(1))
  habits.after = async () => {
    behave()
    await server.query(`alter database ${name} allow_connections false`)
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    setTimeout(() => void server.query(`alter database ${name} allow_connections true`).then(() => server.end()), 1500)
  }
  await ring(uzda.bell, 1, 2)
  await eventually(() => lines(uzda.ledger).catch(() => [])).toEqual(expect.arrayContaining([1, 2]))
  await eventually(() => ring(uzda.bell, 3).catch(() => undefined)).toBeDefined()
  await eventually(() => lines(uzda.ledger).catch(() => [])).toContain(3)
}, 60_000)

test('a live stream hears what any host relays, of its own city only', async () => {
  const zhodino = city.host.systemScope(city.host.store.bySlug('zhodino')!.city.id, 'test')
  const here = city.host.events.live(uzda.id, ['bell.rung@1'])[Symbol.asyncIterator]()
  const there = second.live(uzda.id, ['bell.rung@1'])[Symbol.asyncIterator]()
  const next = Promise.all([here.next(), there.next()])
  await ring(zhodino.ctx(bell), 1)
  const [id] = await ring(uzda.bell, 2)
  const event: LiveEvent = { id: id!, type: 'bell.rung@1', subject: 'bell:Bell:1', data: { n: 2 } }
  expect(await next).toEqual([
    { done: false, value: event },
    { done: false, value: event },
  ])
  await Promise.all([here.return?.(), there.return?.()])
})

test('what was set aside by mistake comes back by itself', async () => {
  habits.before = async () => {
    throw new Error('not yet')
  }
  await ring(uzda.bell, 1)
  await eventually(
    async () =>
      (await owner.query(`update core.delivery set state = 'parked' where state = 'pending' and attempts > 0`))
        .rowCount,
  ).toBe(1)
  behave()
  await owner.query(`select graphile_worker.add_job('unpark')`)
  await eventually(() => lines(uzda.ledger)).toEqual([1])
})

test('what everybody has had for long is forgotten; what still waits for somebody is kept', async () => {
  await ring(uzda.bell, 1)
  await ringAsBefore(city.host.storage.pool('bell'), uzda.id, 'unfit')
  await ring(uzda.bell, 3)
  await second.idle()
  await owner.query(`update core.outbox set relayed_at = now() - interval '31 days' where data->>'n' <> '3'`)
  await owner.query(
    `insert into graphile_worker._private_jobs (task_id, attempts, max_attempts) select id, 1, 1
      from graphile_worker._private_tasks where identifier = 'lane'`,
  )
  await owner.query(`select graphile_worker.add_job('purge')`)
  await eventually(
    async () =>
      (
        await owner.query<{ n: string }>(
          `select data->>'n' as n from core.outbox where type = 'bell.rung@1' order by position`,
        )
      ).rows,
  ).toEqual([{ n: 'unfit' }, { n: '3' }])
  await eventually(
    async () =>
      (
        await owner.query(
          `select from graphile_worker._private_jobs where attempts = max_attempts and locked_at is null`,
        )
      ).rowCount,
  ).toBe(0)
  expect(
    (
      await owner.query(
        `select distinct event from core.delivery where subscriber like 'ledger/%' and subscriber not like '%/job:%'`,
      )
    ).rowCount,
  ).toBe(2)
})

test('killed in the middle of a handler, a host leaves its deliveries to the next one', async () => {
  await second.stop()
  await city.host.events.stop()
  const doomed = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../test/doomed-host.ts', import.meta.url)), city.databaseUrl, testSecret],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  doomed.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await eventually(() => said).toContain('ready')
  await ring(uzda.bell, 1, 2, 3)
  await eventually(() => said).toContain('in the handler')
  doomed.kill('SIGKILL')
  await once(doomed, 'exit')
  expect(await lines(uzda.ledger)).toEqual([])
  second = await startAnother()
  await eventually(() => lines(uzda.ledger)).toEqual([1, 2, 3])
}, 60_000)
