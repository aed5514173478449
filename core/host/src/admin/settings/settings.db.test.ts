import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Host } from '@vmeste/host'
import type { GraphReply, TestHost } from '@vmeste/testkit'
import { startTwoHosts, type TwoHosts } from '../../city/test-two-hosts.ts'
import { kiosk } from './test-kiosk.ts'

const key = 'СЕКРЕТ-КИОСКА-7f3a'
let hosts: TwoHosts
let one: TestHost, two: Host, twoUrl: string, owner: TwoHosts['owner']
beforeAll(async () => {
  hosts = await startTwoHosts([kiosk])
  ;({ one, two, twoUrl, owner } = hosts)
})
afterAll(() => hosts.stop())
beforeEach(() => lay('uzda', {}))

interface Shown {
  version: string
  enabled: boolean
  values: Record<string, unknown>
  secretsSet: string[]
  unfit: string[]
  history: {
    by: string
    changes: { field: string; title: string; secret: string | null; before: unknown; after: unknown }[]
  }[]
}
interface Changed {
  __typename: string
  revision: number
  code: string
  message: string
  settings: Shown
  fields: { path: string; code: string; message: string }[]
}

const parts =
  'version enabled values schema secretsSet unfit history(first: 3) { by revision changes { field title secret before after } }'
const changing = `mutation ($values: JSON!, $clear: [String!], $expected: String!) { changeModuleSettings(module: "kiosk", values: $values, clear: $clear, expected: $expected) {
  __typename ... on ModuleSettingsChanged { revision settings { ${parts} } } ... on Problem { code message } ... on InvalidInput { fields { path code message } } } }`
const admin = (city: string) => ({ as: `admin.${city}` })

/** What lies in the table, as another version of the module or of the platform may have left it. */
async function lay(slug: string, settings: unknown, enabled = true): Promise<void> {
  await owner.query(
    'update core.city_module set settings = $2, enabled = $3 where city = (select id from core.city where slug = $1)',
    [slug, JSON.stringify(settings), enabled],
  )
  const {
    rows: [row],
  } = await owner.query<{ id: number }>('update core.city set revision = revision + 1 where slug = $1 returning id', [
    slug,
  ])
  await Promise.all([one.host, two].map((host) => host.store.refresh(row!.id)))
}
const look = async (city = 'uzda'): Promise<Shown> =>
  (
    await one.graph<{ moduleSettings: Shown }>(
      city,
      `{ moduleSettings(module: "kiosk") { ${parts} } }`,
      {},
      admin(city),
    )
  ).data.moduleSettings
const change = async (
  values: unknown,
  {
    clear = [],
    expected,
    city = 'uzda',
    lang = 'ru',
  }: { clear?: string[]; expected?: string; city?: string; lang?: 'ru' | 'be' } = {},
): Promise<Changed> =>
  (
    await one.graph<{ changeModuleSettings: Changed }>(
      city,
      changing,
      { values, clear, expected: expected ?? (await look(city)).version },
      { ...admin(city), lang },
    )
  ).data.changeModuleSettings
const asModule = async (
  city: string,
  url = one.url,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> => {
  const reply = await fetch(`${url}/c/${city}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ kiosk }"}',
  })
  return ((await reply.json()) as { data: { kiosk: Record<string, unknown> } }).data.kiosk
}
/** Everything the platform keeps: rows of every table of `core` as text. */
async function everything(): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('core', 'graphile_worker')`,
  )
  const texts = rows
    .map(({ name }) => `select coalesce(string_agg(t::text, E'\n'), '') as text from ${name} t`)
    .join(' union all ')
  const {
    rows: [row],
  } = await owner.query<{ text: string }>(`select string_agg(text, E'\n') as text from (${texts}) as every`)
  return row!.text
}

test('a change is seen by the other host at once, and its event names fields only', async () => {
  const changed = await change({ radius: 10, side: 'right', words: ['лавка'] })
  expect(changed).toMatchObject({
    __typename: 'ModuleSettingsChanged',
    settings: { values: { radius: 10, open: true, side: 'right', words: ['лавка'] }, unfit: [] },
  })
  expect(await asModule('uzda', twoUrl, { 'x-city-revision': String(changed.revision) })).toMatchObject({
    radius: 10,
    side: 'right',
  })
  const next = await change({ radius: 11 })
  // by NOTIFY, sooner than the poll
  await expect.poll(() => two.store.bySlug('uzda')!.revision, { interval: 10, timeout: 2_000 }).toBe(next.revision)
  expect(await asModule('uzda', twoUrl)).toMatchObject({ radius: 11 })
  expect(await asModule('zhodino', twoUrl)).toMatchObject({ radius: 15 })
  const { rows } = await owner.query<{ data: unknown }>(
    `select data from core.outbox where type = 'core.settings.changed@1' order by position`,
  )
  expect(rows.map(({ data }) => data)).toMatchObject([
    { module: 'kiosk', fields: ['radius', 'side', 'words'] },
    { module: 'kiosk', fields: ['radius'], revision: next.revision },
  ])
})

test('a secret reaches the module, and nobody else ever again', async () => {
  const replies = [await change({ key, radius: 20 }), await change({ key: '', radius: 21 }), await look()]
  expect(await asModule('uzda', twoUrl, { 'x-city-revision': String((replies[1] as Changed).revision) })).toMatchObject(
    { key, radius: 21 },
  )
  expect((await look()).secretsSet).toEqual(['key'])
  const refused = await change({ key: key.repeat(400) })
  expect(refused.fields).toMatchObject([{ path: 'values.key', code: 'TOO_BIG' }])
  // the database itself fails, with the row in its words
  await owner.query(`alter table core.city_module add constraint broken check (settings->>'radius' <> '66')`)
  expect(
    (
      await one.graph(
        'uzda',
        changing,
        { values: { key, radius: 66 }, expected: (await look()).version },
        admin('uzda'),
      )
    ).errors?.[0]?.extensions.code,
  ).toBe('INTERNAL')
  await owner.query('alter table core.city_module drop constraint broken')
  await one.host.events.idle()
  for (const kept of [JSON.stringify([...replies, refused]), one.log.join('\n'), await everything()]) {
    expect(kept.length).toBeGreaterThan(100)
    expect(kept).not.toContain(key)
  }
  const {
    rows: [row],
  } = await owner.query<{ settings: { key: { sealed: string } } }>(
    `select settings from core.city_module where city = (select id from core.city where slug = 'uzda')`,
  )
  expect(row!.settings.key.sealed).toMatch(/^[\w-]{40,}$/)

  // what was sealed for Узда says nothing in Жодино, and Жодино goes on
  await lay('zhodino', { ...row!.settings, radius: 30 })
  expect(await asModule('zhodino')).toMatchObject({ key: '', radius: 30 })
  expect(await look('zhodino')).toMatchObject({ secretsSet: [], unfit: ['key'] })
})

test('of two administrators the slower one is told, on whichever host', async () => {
  const { version } = await look()
  const at = async (url: string, radius: number): Promise<GraphReply<{ changeModuleSettings: Changed }>> =>
    (
      await fetch(`${url}/c/uzda/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer admin.uzda' },
        body: JSON.stringify({ query: changing, variables: { values: { radius }, expected: version } }),
      })
    ).json() as Promise<GraphReply<{ changeModuleSettings: Changed }>>
  const both = await Promise.all([at(one.url, 31), at(twoUrl, 32)])
  const answers = both.map(({ data }) => data.changeModuleSettings)
  expect(answers.map((each) => each.code ?? each.__typename).sort()).toEqual([
    'ModuleSettingsChanged',
    'SETTINGS_CHANGED',
  ])
  expect((await look()).values['radius']).toBe(answers.find(({ settings }) => settings)!.settings.values['radius'])
})

test('what does not fit is refused at its field, in the words of the reader, and nothing is stored', async () => {
  const before = await look()
  const refused = await change({ radius: 91, words: ['раз', ''], side: 'up', colour: 'red' }, { lang: 'be' })
  expect(refused.fields).toEqual([
    { path: 'values.colour', code: 'SETTING_UNKNOWN', message: 'Такой налады ў модуля няма.' },
  ])
  const named = await change({ radius: 91, words: ['раз', ''], side: 'up' }, { lang: 'be' })
  expect(named).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INPUT_INVALID',
    fields: [
      { path: 'values.radius', message: 'Не больш за 90.' },
      { path: 'values.side' },
      { path: 'values.words.1' },
    ],
  })
  expect(await change({}, { clear: ['radius'] })).toMatchObject({
    fields: [{ path: 'clear.radius', code: 'SETTING_NOT_SECRET' }],
  })
  expect(await change([1])).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await change({ radius: null })).toMatchObject({
    fields: [{ path: 'values.radius', message: 'Заполните это поле.' }],
  })
  expect(await change({ constructor: 1 })).toMatchObject({ fields: [{ code: 'SETTING_UNKNOWN' }] })
  expect(await change({ radius: 15 })).toMatchObject({ settings: { version: before.version, history: before.history } })
  expect(await look()).toEqual(before)
})

test('history tells who changed what, and of a secret only that', async () => {
  await change({ radius: 10, key })
  await change({}, { clear: ['key'] }).then((refused) => {
    expect(refused.fields).toMatchObject([{ path: 'values.key', code: 'SETTING_NEEDED' }])
  })
  const { history } = await look()
  expect(history[0]).toMatchObject({
    changes: [
      { field: 'radius', title: 'Радиус', secret: null, before: 15, after: 10 },
      { field: 'key', title: 'Ключ', secret: 'SET', before: null, after: null },
    ],
  })
  expect(history.length).toBeLessThanOrEqual(3)
  // a setting that an older version of the module did not hold for a secret
  await owner.query(
    `insert into core.audit (city, at, actor, action, subject, detail) select id, now() + interval '9 years', 'test',
      'core.settings.change', 'core:Module:kiosk', $1 from core.city where slug = 'uzda'`,
    [
      JSON.stringify({
        revision: 1,
        fields: [
          { field: 'key', before: key, after: key },
          { field: 'gone', before: 1, after: 2 },
        ],
      }),
    ],
  )
  expect((await look()).history[0]!.changes).toEqual([
    { field: 'key', title: 'Ключ', secret: 'SET', before: null, after: null },
    { field: 'gone', title: 'gone', secret: null, before: 1, after: 2 },
  ])
})

test('stored settings that a new version no longer takes fall back one by one, and saving puts them right', async () => {
  await lay('uzda', { radius: 'far', words: ['лавка'], side: 'up', gone: 1, key: 'never sealed' })
  expect(await asModule('uzda')).toEqual({ radius: 15, open: true, side: 'left', words: ['лавка'], key: '' })
  const shown = await look()
  expect(shown.values).toEqual({ radius: 15, open: true, side: 'left', words: ['лавка'] })
  expect(shown.unfit.toSorted()).toEqual(['key', 'radius', 'side'])
  expect((await change({ radius: 15, side: 'left' })).settings.unfit).toEqual(['key'])
})

test('a module is set before it is switched on, and without what it needs it does not go on', async () => {
  await lay('uzda', {}, false)
  const plan = async () =>
    (
      await one.graph<{ planModules: { possible: boolean; steps: { kind: string; text: string }[] } }>(
        'uzda',
        '{ planModules(changes: [{ module: "kiosk", enabled: true }]) { ... on ModulePlan { possible steps { kind text } } } }',
        {},
        admin('uzda'),
      )
    ).data.planModules
  const on = async () =>
    (
      await one.graph<{ changeModules: Changed }>(
        'uzda',
        'mutation { changeModules(changes: [{ module: "kiosk", enabled: true }]) { __typename ... on Problem { code message } } }',
        {},
        admin('uzda'),
      )
    ).data.changeModules
  expect(await plan()).toMatchObject({
    possible: false,
    steps: expect.arrayContaining([{ kind: 'MISSING', text: expect.stringContaining('«Ключ»') as string }]) as unknown,
  })
  expect(await on()).toMatchObject({
    __typename: 'InvalidInput',
    code: 'PLAN_IMPOSSIBLE',
    message: expect.stringContaining('«Ключ»') as string,
  })
  expect(await change({ key })).toMatchObject({ settings: { enabled: false, secretsSet: ['key'] } })
  expect((await change({}, { clear: ['key'] })).settings.secretsSet).toEqual([])
  await change({ key })
  expect(await plan()).toMatchObject({ possible: true })
  expect(await on()).toMatchObject({ __typename: 'ModulesChanged' })
  expect(await asModule('uzda')).toMatchObject({ key })
})

test('only who may sees and changes settings, and of modules that have any', async () => {
  const ask = async (query: string, as: string) =>
    (await one.graph('uzda', query, { values: {}, expected: '' }, { as })).errors?.[0]?.extensions.code
  expect(await ask('{ moduleSettings(module: "kiosk") { version } }', 'operator.uzda')).toBe('FORBIDDEN')
  expect(await ask('{ moduleSettings(module: "kiosk") { version } }', 'admin.zhodino')).toBe('FORBIDDEN')
  expect(await ask(changing, 'operator.uzda')).toBe('FORBIDDEN')
  expect(await ask('{ moduleSettings(module: "nothing") { version } }', 'admin.uzda')).toBe('MODULE_UNKNOWN')
})
