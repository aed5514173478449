import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'

let city: TestHost
const rows = 2_300
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [notes] })
  for (const [slug, n] of [
    ['uzda', rows],
    ['zhodino', 3],
  ] as const) {
    const id = city.host.store.bySlug(slug)!.city.id
    for (const [unit, statement] of [
      [
        'notes',
        `insert into notes.note (id, text) select gen_random_uuid(), 'заметка ' || n from generate_series(1, ${n}) n`,
      ],
      [
        'civic',
        `insert into civic.file (id, sha256, width, height, bytes, subject, uploaded_at)
          values (gen_random_uuid(), 'x', 1, 1, 1, 'notes:Note:1', now()), (gen_random_uuid(), 'x', 1, 1, 1,
          'other:Note:1', now())`,
      ],
      [
        'civic',
        `insert into civic.notification (id, event, recipient, channel, lang, subject, text, about, created_at)
          values (gen_random_uuid(), 'e', 'r', 'PORTAL', 'ru', 's', 't', 'notes:Note:1', now())`,
      ],
    ] as const) {
      const client = await city.host.storage.pool(unit).connect()
      await client.query('begin')
      await client.query(`select set_config('app.city', $1, true)`, [String(id)])
      await client.query(statement)
      await client.query('commit')
      client.release()
    }
  }
})
afterAll(() => city.stop())

const admin = { as: 'admin.uzda' }
const off = async (enabled: boolean) =>
  (
    await city.graph(
      'uzda',
      'mutation ($on: Boolean!) { changeModules(changes: [{ module: "notes", enabled: $on }]) { __typename } }',
      { on: enabled },
      admin,
    )
  ).errors
const plan = async () =>
  (
    await city.graph<{ modulePurgePlan: Record<string, unknown> }>(
      'uzda',
      '{ modulePurgePlan(module: "notes") { __typename ... on ModulePurgePlan { tables { name rows } waiting export { rows digest } withoutExport } ... on Problem { code } } }',
      {},
      admin,
    )
  ).data.modulePurgePlan
const purge = async (variables: Record<string, unknown>) =>
  (
    await city.graph<{ purgeModule: { __typename: string; code?: string; deleted?: number; done?: boolean } }>(
      'uzda',
      'mutation ($digest: String, $words: String) { purgeModule(module: "notes", digest: $digest, withoutExport: $words) { __typename ... on ModulePurged { deleted done } ... on Problem { code } } }',
      variables,
      admin,
    )
  ).data.purgeModule
const lines = async (slug: string) => {
  const response = await city.fetch(`/c/${slug}/modules/notes/export`, {
    headers: { authorization: `Bearer admin.${slug}` },
  })
  expect(response.status).toBe(200)
  return gunzipSync(Buffer.from(await response.arrayBuffer()))
    .toString()
    .trimEnd()
    .split('\n')
}
const held = async () =>
  (
    await city.host.storage
      .pool('core')
      .query<{ detail: unknown }>(`select detail from core.audit where action = 'core.modules.purge'`)
  ).rows

test('nothing is deleted while the module is on, without the right, or without an export', async () => {
  expect(await plan()).toEqual({ __typename: 'Conflict', code: 'MODULE_STILL_ON' })
  expect(await purge({ words: 'без выгрузки' })).toMatchObject({ code: 'MODULE_STILL_ON' })
  expect(await off(false)).toBeUndefined()
  expect(
    (await city.graph('uzda', '{ modulePurgePlan(module: "notes") { __typename } }', {}, { as: 'head.uzda' }))
      .errors?.[0]?.extensions.code,
  ).toBe('FORBIDDEN')
  expect(
    (await city.fetch('/c/uzda/modules/notes/export', { headers: { authorization: 'Bearer head.uzda' } })).status,
  ).toBe(403)
  for (const variables of [{}, { digest: 'a guess' }, { words: 'да' }])
    expect(await purge(variables)).toMatchObject({ code: 'EXPORT_FIRST' })
  expect(await plan()).toEqual({
    __typename: 'ModulePurgePlan',
    tables: [{ name: 'note', rows }],
    waiting: 0,
    export: null,
    withoutExport: 'без выгрузки',
  })
})

test('an export has every row of the city and of no other, and proves that it is whole', async () => {
  const all = await lines('uzda')
  const end = JSON.parse(all.at(-1)!) as { rows: number; sha256: string }
  expect(JSON.parse(all[0]!)).toMatchObject({
    manifest: 1,
    module: 'notes',
    city: 'uzda',
    tables: { note: rows },
    migrations: ['0001-notes'],
  })
  expect(end).toEqual({
    end: true,
    rows,
    sha256: createHash('sha256')
      .update(`${all.slice(0, -1).join('\n')}\n`)
      .digest('hex'),
  })
  expect(new Set(all.slice(1, -1).map((line) => (JSON.parse(line) as { row: { text: string } }).row.text)).size).toBe(
    rows,
  )
  expect((await lines('zhodino')).length).toBe(3 + 2)
  expect(await plan()).toMatchObject({ export: { rows, digest: end.sha256 } })

  city.clock.advance(3_700_000)
  expect(await purge({ digest: end.sha256 }), 'an hour later it is too old').toMatchObject({ code: 'EXPORT_FIRST' })
})

test('what rests on an export goes, files and notices too, and nothing of a neighbour', async () => {
  const digest = (JSON.parse((await lines('uzda')).at(-1)!) as { sha256: string }).sha256
  const core = city.host.storage.pool('core')
  await core.query(`update core.city_module set settings = '{"key": {"sealed": "x"}}' where module = 'notes'`)
  const gone = await purge({ digest })
  expect(gone).toEqual({ __typename: 'ModulePurged', deleted: rows + 2, done: true })
  expect(await plan()).toMatchObject({ tables: [{ name: 'note', rows: 0 }] })
  expect(await purge({ digest })).toEqual({ __typename: 'ModulePurged', deleted: 0, done: true })
  expect(await held()).toContainEqual({ detail: { module: 'notes', deleted: rows + 2, done: true, export: digest } })
  const { rows: settings } = await core.query(
    `select m.settings from core.city_module m join core.city c on c.id = m.city where m.module = 'notes' order by c.slug`,
  )
  expect(settings).toEqual([{ settings: {} }, { settings: { key: { sealed: 'x' } } }])
  const { rows: told } = await core.query(`select data from core.outbox where type = 'core.module.purged@1'`)
  expect(told[0]).toEqual({ data: { module: 'notes', deleted: rows + 2, done: true } })

  expect((await lines('zhodino')).length).toBe(3 + 2)
  const uzda = city.host
    .systemScope(city.host.store.bySlug('uzda')!.city.id, 'test')
    .ctx(city.host.registry.find('civic')!)
  const { sql } = await import('@vmeste/sdk/storage')
  expect((await sql`select subject from civic.file`.execute(uzda.db.read)).rows).toEqual([{ subject: 'other:Note:1' }])
  expect(await off(true)).toBeUndefined()
  expect((await city.graph('uzda', '{ notes { text } }')).data).toEqual({ notes: [] })
})
