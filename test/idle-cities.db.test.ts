import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { createTestHost, uzda, type TestHost } from '@vmeste/testkit'

/** Cities in which nothing happens: what recurs there leaves nothing behind. */
let city: TestHost
let owner: pg.Client
beforeAll(async () => {
  const cities = Array.from({ length: 4 }, (_, nth) => ({ ...uzda, slug: `idle-${nth}`, numberPrefix: `И${nth}` }))
  city = await createTestHost({ postgres: inject('postgres'), modules: [appeals, ratings], cities })
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await city.stop()
})

/**
 * Rows of every table; the job library keeps one of each job's clock, and hosts one of each job and each day, however
 * many cities there are.
 */
async function rowsOfAll(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname !~ '^(pg_|information_schema)' and (schemaname, tablename) not in (('core', 'job_run'), ('core',
      'disk_reading')) order by 1`,
  )
  const counted = await owner.query<Record<string, number>>(
    `select ${rows.map(({ name }) => `(select count(*)::int from ${name}) as "${name}"`).join(', ')}`,
  )
  return counted.rows[0]!
}

async function round(): Promise<number> {
  let ran = 0
  for (const plugin of city.host.registry.all) {
    for (const name of Object.keys(plugin.jobs ?? {})) {
      await city.host.events.runJob(plugin.id, name)
      ran++
    }
  }
  await city.host.events.idle()
  return ran
}

test('a day of an idle city leaves no row', async () => {
  expect(await round()).toBeGreaterThan(2)
  // the real clock may strike in the middle of this
  const kept = async () => {
    const rows = await rowsOfAll()
    return [rows['core.outbox'], rows['core.delivery'], rows['graphile_worker._private_jobs']]
  }
  await expect.poll(kept, { timeout: 10_000 }).toEqual([0, 0, 0])
  const before = await rowsOfAll()
  for (let i = 0; i < 10; i++) await round()
  await expect.poll(rowsOfAll, { timeout: 10_000 }).toEqual(before)
})

test('what an older host keeps of its runs goes within the hour, and an event that somebody still waits for stays', async () => {
  const { id } = city.host.store.bySlug('idle-0')!.city
  const add = (type: string, state: string) =>
    owner.query(
      `with made as (insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at, relayed_at)
       values ($1, gen_random_uuid(), nextval('core.outbox_position'), $2, 'core:Job:x', '{}', 'system:core', now(),
         now() - interval '2 hours') returning city, id, position)
     insert into core.delivery (city, event, subscriber, position, state) select city, id, 'x/job:y', position, $3 from made`,
      [id, type, state],
    )
  await add('core.job.due@1', 'done')
  await add('core.job.due@1', 'dead')
  await add('appeals.report.created@1', 'done')
  await owner.query(`select graphile_worker.add_job('purge', '{}')`)
  await expect
    .poll(
      async () =>
        (
          await owner.query<{ type: string; state: string }>(
            `select type, state from core.outbox o join core.delivery d on d.event = o.id order by 1, 2`,
          )
        ).rows,
      { timeout: 10_000 },
    )
    .toEqual([
      { type: 'appeals.report.created@1', state: 'done' },
      { type: 'core.job.due@1', state: 'dead' },
    ])
})
