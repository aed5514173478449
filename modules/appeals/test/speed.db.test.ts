import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Person } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { keyOfTestPerson } from '@vmeste/testkit'
import type { AppealsCtx } from '../src/ctx.ts'
import { actionsOf } from '../src/work/report-actions.ts'
import { limitsOf } from '../src/report/limits.ts'
import { inbox, reports } from '../src/work/list-reports.ts'
import { reportResolvers } from '../src/graph/report.resolvers.ts'
import { reportChanges } from '../src/tracking/report-changes.ts'
import { inboxChanges } from '../src/work/inbox-changes.ts'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
  await town.ctx.db.transaction(async (tx) => {
    await tx.run(sql`insert into appeals.report (id, number, status, channel, lang, topic, route_reason, department,
      due_by_day, next_due, due_state, derivation, photo_count, photo_consent,
        submission_hash, tracking_hash, actor_hash, lat, lon, address, created_at, updated_at)
      select gen_random_uuid(), 'УЗ-С-2026-' || lpad((100000 + n)::text, 6, '0'), case when n % 50 = 0 then 'ROUTED'
        else 'CONFIRMED' end, 'QR', 'ru', 'YARD.PLAY', '{"ru":"x","be":"x","en":"x"}', 'HOUS',
        true, timestamptz '2026-01-01' + n * interval '1 minute', 'SET', '{}', 0, true, 's' || n, 't' || n, 'a' || n,
          53.4 + n * 0.00001, 27.2, 'ул. ' || n, timestamptz '2026-01-01' + n * interval '1 minute', now()
      from generate_series(1, 20000) n`)
  })
})
afterAll(() => town.stop())

/** Somebody at work, with every statement of this module counted. */
function counted(username: string): { ctx: AppealsCtx; statements: () => number } {
  const person: Person = {
    kind: 'person',
    key: keyOfTestPerson(username),
    name: 'x',
    username,
    assurance: 'PHONE',
    roles: new Set([username.split('.')[0]!]),
  }
  const ctx = town.host
    .scopeFor(town.host.store.bySlug('uzda')!.city.id, person, 'ru')
    .ctx(town.host.registry.find('appeals')!) as AppealsCtx
  let statements = 0
  const read = ctx.db.read.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const db = { read, transaction: ctx.db.transaction.bind(ctx.db) }
  return { ctx: Object.defineProperty(ctx, 'db', { value: db }), statements: () => statements }
}

test('a list of twenty or a hundred, with all that a row shows, is one statement', async () => {
  for (const list of [reports, inbox])
    for (const first of [1, 20, 100]) {
      const { ctx, statements } = counted('executor.uzda')
      const page = await list(ctx, { first, filter: {} })
      expect(page.nodes).toHaveLength(first)
      for (const node of page.nodes)
        expect(actionsOf(node, ctx.clock.now(), limitsOf(ctx)).length, node.status).toBeGreaterThanOrEqual(0)
      expect(statements(), `${list.name} of ${first}`).toBe(1)
    }
})

test.each(Object.keys(reportResolvers['Report']!))('%s of fifty reports costs what it costs of one', async (field) => {
  const resolve = (reportResolvers['Report'] as Record<string, unknown>)[field] as (
    view: unknown,
    args: unknown,
    ctx: AppealsCtx,
  ) => Promise<unknown>
  const cost = async (first: number) => {
    const { ctx, statements } = counted('head.uzda')
    const page = await reports(ctx, { first })
    await Promise.all(page.nodes.map((node) => resolve(node, {}, ctx)))
    return statements()
  }
  const one = await cost(1)
  expect(await cost(50)).toBe(one)
  expect(one).toBeLessThanOrEqual(3) // of a history its steps, what was corrected and what is covered
})

test('pages follow each other without a gap or a repeat, by time left and by age', async () => {
  for (const list of [inbox, reports]) {
    const { ctx } = counted('operator.uzda')
    const seen: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 5; pages += 1) {
      const page: Awaited<ReturnType<typeof inbox>> = await list(ctx, { first: 30, after })
      seen.push(...page.nodes.map((node) => node.number))
      after = page.endCursor
    }
    const column = list === inbox ? sql`next_due` : sql`created_at desc`
    const expected = await ctx.db.read
      .selectFrom('report')
      .select('number')
      .where(sql<boolean>`${list === inbox ? sql`status = 'ROUTED'` : sql`true`}`)
      .orderBy(sql`${column}`)
      .limit(150)
      .execute()
    expect(seen).toEqual(expected.map((row) => row.number))
  }
})

test('lists are read from an index in their own order: nothing is sorted, however long the past', async () => {
  // a fresh table has no statistics to plan by; with sorting made dear, a sort that is still there is one that no index
  // can spare a connection of its own, as the module's role: through the contract no module sets anything
  const own = await town.host.storage.pool('appeals').connect()
  await own.query(`select set_config('app.city', $1, false)`, [String(town.ctx.city.id)])
  for (const dear of ['sort', 'seqscan', 'bitmapscan']) await own.query(`set enable_${dear} = off`)
  const plan = async (query: ReturnType<typeof sql>) => {
    const { sql: text, parameters } = query.compile(town.ctx.db.read)
    return (await own.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...parameters])).rows
      .map((row) => row['QUERY PLAN'])
      .join('\n')
  }
  const open = sql`status in ('NEW', 'MODERATION', 'ROUTED', 'ACCEPTED', 'IN_PROGRESS', 'INTERIM', 'REOPENED')`
  const plans = [
    [
      'report_inbox_index',
      await plan(
        sql`select id from appeals.report where ${open} and (next_due, id) > ('2026-01-02'::timestamptz,
          '00000000-0000-0000-0000-000000000000'::uuid) order by next_due, id limit 21`,
      ),
    ],
    [
      'report_department_inbox_index',
      await plan(
        sql`select id from appeals.report where ${open} and department = 'HOUS' order by next_due, id limit 21`,
      ),
    ],
    [
      'report_newest_index',
      await plan(
        sql`select id from appeals.report where (created_at, id) < ('2026-01-10'::timestamptz,
          '00000000-0000-0000-0000-000000000000'::uuid) order by created_at desc, id desc limit 21`,
      ),
    ],
  ] as const
  own.release(true)
  for (const [index, text] of plans) {
    expect(text, index).toContain(index)
    expect(text, index).not.toMatch(/\bSort\b|Seq Scan/)
  }
})

test('live: the executor’s inbox and the tracking page hear of a report within moments', async () => {
  const { ctx } = counted('executor.uzda')
  const heard = inboxChanges(ctx)[Symbol.asyncIterator]()
  const next = heard.next()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const report = await submit(town, { object: 'UZ-0047', tile: 'SWING' })
  expect((await next).value).toMatchObject({
    inboxChanged: { report: report.id, number: report.number, department: 'HOUS' },
  })
  const page = reportChanges(town.ctx, report.secret)[Symbol.asyncIterator]()
  const change = page.next()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await town.ask(
    'mutation ($id: ID!) { acceptReport(id: $id, version: 1) { __typename } }',
    { id: report.id },
    { as: 'executor.uzda' },
  )
  expect((await change).value).toMatchObject({ reportChanged: { publicStatus: 'IN_PROGRESS' } })
  await heard.return?.(undefined)
  await page.return?.(undefined)
  const wrong = reportChanges(town.ctx, randomUUID())[Symbol.asyncIterator]()
  await expect(wrong.next()).rejects.toMatchObject({ code: 'TRACKING_UNKNOWN' })
}, 20_000)
