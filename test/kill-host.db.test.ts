import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { startHostProcess } from './chaos/host-process.ts'
import { SubmitStorm } from './chaos/submit-storm.ts'

const people = 60
const kills = 5

test(`${kills} kill -9 of the host with ${people} people sending lose nothing and double nothing`, { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-kill-'))
  const owner = new pg.Client({ connectionString: inject('postgres') })
  await owner.connect()
  const database = `kill_${crypto.randomUUID().slice(0, 8)}`
  await owner.query(`create database ${database}`)
  const url = new URL(inject('postgres'))
  url.pathname = `/${database}`
  const env = { DATABASE_URL: url.href, VMESTE_DATA: folder, VMESTE_DEMO: 'on', VMESTE_SECRET: 'a secret for this one test, long enough' }
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  let host = await startHostProcess(env, port)
  const storm = new SubmitStorm()
  const running = storm.run(() => host.url, people)
  for (let kill = 0; kill < kills; kill++) {
    await sleep(400 + Math.random() * 1_200)
    await host.kill('SIGKILL')
    host = await startHostProcess(env, port)
  }
  await sleep(500)
  storm.stop()
  await running
  expect(storm.mostInFlight).toBeGreaterThanOrEqual(50)
  expect(storm.refusals).toEqual([])

  const inside = new pg.Client({ connectionString: url.href })
  await inside.connect()
  await settled(inside)
  const { rows: stored } = await inside.query<{ number: string; text: string }>(`select number, text from appeals.report where text like 'Яма %-%'`)
  const numberOf = new Map(stored.map((row) => [row.text.slice('Яма '.length), row.number]))
  expect(stored.length, 'one report for each key').toBe(new Set(stored.map((row) => row.text)).size)
  const acknowledged = storm.sent.map((one) => [one.key, one.numbers[0]] as const)
  expect(acknowledged.filter(([key, number]) => numberOf.get(key) !== number), 'every acknowledged report is there under its number').toEqual([])
  expect(stored.length).toBe(acknowledged.length)

  const { rows: [numbers] } = await inside.query<{ count: number; last: number }>(
    `select count(*)::int count, max(right(number, 6)::int) as last from appeals.report where city = (select id from core.city where slug = 'uzda') and number like 'УЗ-С-' || extract(year from now()) || '-%'`)
  expect(numbers?.count, 'numbers without gaps').toBe(numbers?.last)

  // what a module that is off in its city would hear waits for it, set aside
  const { rows: [notices] } = await inside.query<{ twice: number; missing: number; rows: number }>(`
    with routed as (select id, city from core.outbox where type = 'appeals.report.routed@1'),
         rows as (select city, event, recipient, channel, count(*)::int n from civic.notification group by 1, 2, 3, 4)
    select (select count(*)::int from rows where n > 1) twice, (select count(*)::int from rows) rows,
           (select count(*)::int from core.delivery d where d.state <> 'done' and not (d.state = 'parked'
             and not exists (select from core.city_module m where m.city = d.city and m.enabled and starts_with(d.subscriber, m.module || '/')))) missing`)
  expect(notices).toMatchObject({ twice: 0, missing: 0 })
  expect(notices?.rows).toBeGreaterThan(stored.length / 2)
  console.log(`${stored.length} reports, ${storm.mostInFlight} in flight at most, ${notices?.rows} notification rows`)

  await inside.end()
  await host.kill('SIGTERM')
  await owner.query(`drop database ${database} with (force)`)
  await owner.end()
  await rm(folder, { recursive: true, force: true })
})

/** Waits until every event has been handed on and every delivery has been done. */
async function settled(client: pg.Client): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const { rows: [row] } = await client.query<{ open: number }>(
      `select (select count(*)::int from core.outbox where relayed_at is null) + (select count(*)::int from core.delivery where state = 'pending') as open`)
    if (row?.open === 0) return
    await sleep(200)
  }
}
