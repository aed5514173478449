import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { testSecret } from '@vmeste/testkit'
import { startPlatform } from '../../web/e2e/platform.ts'
import { freePort } from '../running-platform.ts'
import { startHostProcess } from './host-process.ts'
import { SubmitStorm } from './submit-storm.ts'

export const people = 60

/** Kills the host again and again while people send, and looks for what was lost, doubled or told to the wrong ones. */
export async function killHost(kills: number): Promise<void> {
  await using leaving = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-kill-'))
  // furnished here and without a month: what people send is the storm's own
  const platform = await startPlatform(inject('postgres'), [], { dataFolder: folder })
  leaving.defer(() => platform.stop())
  await platform.stopHost()
  const { databaseUrl } = platform
  const env = { DATABASE_URL: databaseUrl, VMESTE_DATA: folder, VMESTE_DEMO: 'off', VMESTE_SECRET: testSecret }
  const port = await freePort()
  let host = await startHostProcess(env, port)
  leaving.defer(() => host.kill('SIGKILL'))
  const storm = new SubmitStorm()
  leaving.defer(() => {
    storm.stop()
  })
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

  const inside = new pg.Client({ connectionString: databaseUrl })
  leaving.defer(() => inside.end())
  await inside.connect()
  await settled(inside)
  const { rows: stored } = await inside.query<{ number: string; text: string }>(
    `select number, text from appeals.report where text like 'Яма %-%'`,
  )
  const numberOf = new Map(stored.map((row) => [row.text.slice('Яма '.length), row.number]))
  expect(stored.length, 'one report for each key').toBe(new Set(stored.map((row) => row.text)).size)
  const acknowledged = storm.sent.map((one) => [one.key, one.numbers[0]] as const)
  expect(
    acknowledged.filter(([key, number]) => numberOf.get(key) !== number),
    'every acknowledged report is there under its number',
  ).toEqual([])
  expect(stored.length).toBe(acknowledged.length)

  const {
    rows: [numbers],
  } = await inside.query<{ count: number; last: number }>(
    `select count(*)::int count, max(right(number, 6)::int) as last from appeals.report where city = (select id
      from core.city where slug = 'uzda') and number like 'УЗ-С-' || extract(year from now()) || '-%'`,
  )
  expect(numbers?.count, 'numbers without gaps').toBe(numbers?.last)

  // what a module that is off in its city would hear waits for it, set aside
  const {
    rows: [deliveries],
  } = await inside.query<{ missing: number }>(`
    select count(*)::int missing from core.delivery d where d.state <> 'done' and not (d.state = 'parked'
      and not exists (select from core.city_module m where m.city = d.city and m.enabled and starts_with(d.subscriber, m.module || '/')))`)
  expect(deliveries).toEqual({ missing: 0 })
  const notices = await noticesOf(inside)
  expect(notices.staff, 'somebody mends roads').toBeGreaterThan(0)
  // the reporter has a letter of receipt, and whoever mends roads hears that it is theirs; nobody hears anything else
  expect(notices).toMatchObject({
    events: stored.length * 2,
    rows: stored.length * (1 + notices.staff),
    missing: 0,
    twice: 0,
    unexpected: 0,
  })
  console.log(`${stored.length} reports, ${storm.mostInFlight} in flight at most, ${notices.rows} notification rows`)
}

interface Notices {
  readonly events: number
  readonly staff: number
  readonly rows: number
  readonly missing: number
  readonly twice: number
  readonly unexpected: number
}

/** Who ought to have been told of each event of the storm's reports, beside who was. */
async function noticesOf(client: pg.Client): Promise<Notices> {
  const {
    rows: [notices],
  } = await client.query<Notices>(`
    with report as (select city, 'appeals:Report:' || id as subject, contact_email from appeals.report where text like 'Яма %-%'),
         event as (select e.city, e.id as event, e.type, e.data ->> 'department' as code, e.data ->> 'topic' as topic,
             r.contact_email from report r
           join core.outbox e using (city, subject)),
         member as (select d.city, d.code, m.person from civic.department d join civic.membership m on m.city = d.city
           and m.department = d.id),
         owed as (select city, event, contact_email as recipient, 'EMAIL' as channel from event where type = 'appeals.report.received@1'
           union all select city, event, person, 'PORTAL' from event join member using (city, code) where type = 'appeals.report.routed@1'),
         told as (select n.city, n.event, n.recipient, n.channel, count(*)::int as times from civic.notification n
           join report r on r.city = n.city and r.subject = n.about group by 1, 2, 3, 4),
         -- a storm is told in one notice with a number
         folded as (select coalesce(sum(n.folded), 0)::int as n from civic.notification n where n.folded > 0 and (n.city, n.fold) in (
           select city, type || ':' || code || ':' || topic from event))
    select (select count(*)::int from event) as events, (select count(distinct person)::int from member
      where (city, code) in (select city, code from event)) as staff,
           coalesce(sum(times), 0)::int + (select n from folded) as rows,
             (count(*) filter (where times is null))::int - (select n from folded) as missing,
             (count(*) filter (where times > 1))::int as twice,
           (count(*) filter (where owed.event is null))::int as unexpected
      from owed full join told on told.city = owed.city and told.event::text = owed.event::text
        and told.recipient = owed.recipient and told.channel = owed.channel`)
  return notices!
}

/** Waits until every event has been handed on and every delivery has been done. */
async function settled(client: pg.Client): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const {
      rows: [row],
    } = await client.query<{ open: number }>(
      `select (select count(*)::int from core.outbox where relayed_at is null) + (select count(*)::int
        from core.delivery where state = 'pending') as open`,
    )
    if (row?.open === 0) return
    await sleep(200)
  }
}
