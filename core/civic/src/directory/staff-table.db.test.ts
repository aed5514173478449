import { Accounts, definePlugin, emptySubject, langs, Tasks, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, fakeIdentity, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tableIn, type TableAsked } from '../../test/table-asked.ts'
import { tablesPersonalData } from '../tables/tables-personal-data.ts'
import { setUpDirectory } from './set-up-directory.ts'

const text = (ru: string) => ({ ru, be: `${ru} be`, en: `${ru} en` })
/** Accounts of Uzda: the second has never shown that the address is theirs. */
const accounts: { username: string; email?: string; emailVerified?: true }[] = [
  { username: 'executor.uzda', email: 'pavel@uzda.by', emailVerified: true },
  { username: 'operator.uzda', email: 'olha@uzda.by' },
  { username: 'head.uzda' },
]
const nosy = definePlugin({
  id: 'nosy',
  engine: '^0.1',
  title: text('Любопытный'),
  summary: text('Хочет знать всех'),
  uses: [Accounts],
})
const asked: (string | undefined)[] = []
let town: TestHost
let table: TableAsked
beforeAll(async () => {
  const list = async ({ city = '', after = '' }: { city?: string; after?: string }) => {
    asked.push(city)
    return accounts
      .filter(({ username }) => username.endsWith(city) && username > after)
      .sort((a, b) => (a.username < b.username ? -1 : 1))
      .slice(0, 100)
      .map((one) => ({ ...one, key: keyOfTestPerson(one.username), cityRoles: [{ city, role: 'executor' }] }))
  }
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [nosy],
    host: { identity: async () => ({ ...fakeIdentity, users: { list } as never }) },
  })
  table = tableIn(town, 'uzda', {
    take: 'importStaff',
    undo: 'undoStaffImport',
    imports: 'staffImports',
    give: 'staffTable',
  })
  for (const slug of ['uzda', 'zhodino'])
    await setUpDirectory(ctxIn(slug), {
      organisations: [
        {
          code: 'RIK',
          kind: 'EXECUTIVE_COMMITTEE',
          name: text('Исполком'),
          departments: [
            { code: 'HOUS', name: text('ЖКХ') },
            { code: 'ROAD', name: text('Дороги, мосты') },
            { code: 'WATER', name: text('Водоканал') },
          ],
        },
      ],
      staff: [{ person: pavel, name: 'П. Лис', position: 'мастер', departments: ['HOUS', 'ROAD'] }],
    })
})
afterAll(() => town.stop())

const pavel = keyOfTestPerson('executor.uzda')
const olha = keyOfTestPerson('operator.uzda')
const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const rowsIn = async (slug = 'uzda') =>
  (
    await sql<{ rows: string }>`select md5((select string_agg(staff::text, '|' order by person) from civic.staff)
      || (select string_agg(membership::text, '|' order by person, department) from civic.membership)) as rows`.execute(
      ctxIn(slug).db.read,
    )
  ).rows[0]!.rows

test('people are found by sign-in name or e-mail, their departments by code or name; what has no column stays', async () => {
  const before = await rowsIn()
  const others = await rowsIn('zhodino')
  const done = await table.send(
    'Почта;ФИО;Служба\nPAVEL@uzda.by;Павел Лис;водоканал\noperator.uzda;Ольга Белая;"HOUS; Дороги, мосты"',
  )
  expect(done.changes).toEqual([
    { line: 2, key: 'pavel@uzda.by', created: false, column: 'Имя', before: 'П. Лис', after: 'Павел Лис' },
    {
      line: 2,
      key: 'pavel@uzda.by',
      created: false,
      column: 'Службы',
      before: 'ЖКХ; Дороги, мосты',
      after: 'Водоканал',
    },
    { line: 3, key: 'operator.uzda', created: true, column: null, before: null, after: 'Ольга Белая' },
  ])
  const { data } = await town.graph<{ staff: unknown }>(
    'uzda',
    '{ staff { person name position departments { code } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(data.staff).toEqual([
    { person: olha, name: 'Ольга Белая', position: '', departments: [{ code: 'HOUS' }, { code: 'ROAD' }] },
    { person: pavel, name: 'Павел Лис', position: 'мастер', departments: [{ code: 'WATER' }] },
  ])
  expect(await rowsIn('zhodino')).toBe(others)
  expect(await table.undo(done.id)).toEqual({ __typename: 'TableUndone', rows: 2 })
  expect(await rowsIn()).toBe(before)
})

test('whom the city does not know is named, with how to invite them, and nobody is made', async () => {
  const before = await rowsIn()
  const refused = await table.send('Кто;Имя\nnobody@uzda.by;Никто\nolha@uzda.by;Ольга\nadmin.zhodino;Чужой')
  expect(refused.fields).toEqual(
    ['nobody@uzda.by', 'olha@uzda.by', 'admin.zhodino'].map((who, at) => ({
      path: `line.${at + 2}.person`,
      code: 'NO_ACCOUNT',
      message: `Строка ${at + 2}, «Кто»: учётной записи «${who}» в городе нет: сначала пригласите на странице «Сотрудники»`,
    })),
  )
  expect(await rowsIn()).toBe(before)
  // accounts are asked of the city alone
  expect(new Set(asked)).toEqual(new Set(['uzda']))
})

test('an empty cell takes the departments away, where its column is there; other faults are named', async () => {
  const before = await rowsIn()
  const kept = await table.send('Кто;Должность\nexecutor.uzda;старший мастер')
  expect(kept).toMatchObject({ updated: 1, cells: 1 })
  const cleared = await table.send('Кто;Службы\nexecutor.uzda;')
  expect(cleared.changes).toMatchObject([{ column: 'Службы', before: 'ЖКХ; Дороги, мосты', after: '' }])
  await table.undo(cleared.id)
  await table.undo(kept.id)
  expect(await table.send('Кто;Имя;Службы\nexecutor.uzda;;HOUS\npavel@uzda.by;Ян;LIGHT')).toMatchObject({
    fields: [
      { path: 'line.2.name', code: 'CSV_REQUIRED' },
      { path: 'line.3.departments', code: 'CSV_UNKNOWN' },
      { path: 'line.3.person', code: 'CSV_TWICE', message: 'Строка 3, «Кто»: «pavel@uzda.by» уже есть выше' },
    ],
  })
  expect(await rowsIn()).toBe(before)
})

test('what is given out is what it takes in, in every language, and formulas are inert', async () => {
  const before = await rowsIn()
  const named = await table.send('Кто;Имя\nhead.uzda;"=1+1"')
  for (const lang of langs) {
    const given = await table.give(lang)
    expect(given).toContain("'=1+1")
    // no key of anybody: what people are known by
    expect(given).not.toContain('|')
    expect(await table.send(given, false, lang)).toMatchObject({ created: 0, updated: 0, cells: 0, notes: [] })
  }
  await table.undo(named.id)
  expect(await rowsIn()).toBe(before)
})

test('whoever has changed since, or has work by name, keeps the import, and is named as people know them', async () => {
  const ctx = ctxIn('uzda')
  const done = await table.send('Кто;Должность\nexecutor.uzda;бригадир')
  await table.send('Кто;Должность\nexecutor.uzda;мастер')
  expect(await table.undo(done.id)).toMatchObject({
    code: 'TABLE_CHANGED_SINCE',
    message: 'Отменить нельзя. После загрузки изменились: pavel@uzda.by («Должность»). Ничего не отменено.',
  })
  const made = await table.send('Кто;Имя\noperator.uzda;Ольга')
  const task = { key: 'call:1', kind: 'call', subject: 'civic:Call:1', title: text('Позвонить') }
  await ctx.db.transaction((tx) => ctx.use(Tasks).create(tx, { ...task, to: { person: olha } }))
  expect(await table.undo(made.id)).toMatchObject({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: operator.uzda. Ничего не отменено.',
  })
  await ctx.db.transaction((tx) => tx.run(sql`update civic.task set state = 'CANCELLED'`))
  expect(await table.undo(made.id)).toMatchObject({ rows: 1 })
})

test('whoever is erased is in no import any more', async () => {
  const done = await table.send('Кто;Имя\nhead.uzda;Анна')
  const [rows] = tablesPersonalData
  const head = { ...emptySubject, keys: [keyOfTestPerson('head.uzda')] }
  expect(await rows!.subject!.export(ctxIn('uzda'), head)).toHaveLength(1)
  expect(await rows!.subject!.erase(ctxIn('uzda'), head)).toBe(1)
  expect(await table.undo(done.id)).toMatchObject({ rows: 0 })
})

test('as many people as a table has rows are taken in, and taken back in the time that a field has', async () => {
  const before = await rowsIn()
  const many = Array.from({ length: 4990 }, (_, at) => ({ username: `w${String(at).padStart(4, '0')}.uzda` }))
  accounts.push(...many)
  const done = await table.send(
    ['Кто;Имя;Службы', ...many.map(({ username }, at) => `${username};Имя ${at};HOUS, WATER`)].join('\n'),
  )
  expect(done).toMatchObject({ created: 4990 })
  expect(await table.undo(done.id)).toEqual({ __typename: 'TableUndone', rows: 4990 })
  expect(await rowsIn()).toBe(before)
  accounts.splice(-4990)
})

test('without the right nothing is shown or done; no event says whom', async () => {
  for (const as of ['executor.uzda', 'operator.uzda', 'citizen', 'admin.zhodino'])
    expect(await table.codes(as)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
  const { rows } = await town.host.storage.pool('core').query<{ subject: string }>(
    `select distinct subject from core.outbox
         where type = 'civic.directory.changed@1' and subject like 'civic:Staff%'`,
  )
  expect(rows).toEqual([{ subject: 'civic:StaffMember:somebody' }])
})

test('no module learns who has an account, though it declares the port', () => {
  expect(() => town.ctxIn('uzda', 'nosy').use(Accounts)).toThrow(/"nosy" asks for Accounts/)
})
