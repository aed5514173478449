import { langs, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tableIn, type TableAsked } from '../../test/table-asked.ts'

let town: TestHost
let table: TableAsked
let departments: TableAsked
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres') })
  table = tableIn(town, 'uzda', {
    take: 'importOrganisations',
    undo: 'undoOrganisationsImport',
    imports: 'organisationImports',
    give: 'organisationsTable',
  })
  departments = tableIn(town, 'uzda', {
    take: 'importDepartments',
    undo: 'undoDepartmentsImport',
    imports: 'departmentImports',
    give: 'departmentsTable',
  })
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const rowsIn = async (slug = 'uzda') =>
  (
    await sql<{ rows: string | null }>`select md5(string_agg(organisation::text, '|' order by code)) as rows
      from civic.organisation`.execute(ctxIn(slug).db.read)
  ).rows[0]!.rows

test('an empty city has its organisations and then its departments by two tables, and both come back', async () => {
  const made = await table.send('Код;Название;Вид;Телефон\nRIK;Райисполком;исполком;101\nVOD;Водоканал;Utility;')
  expect(made).toMatchObject({ created: 2 })
  expect(made.changes).toMatchObject([
    { key: 'RIK', after: 'Райисполком · Исполком' },
    { key: 'VOD', after: 'Водоканал · Коммунальное хозяйство' },
  ])
  const parts = await departments.send('Код;Название;Организация\nADMIN;Аппарат;райисполком')
  expect(parts).toMatchObject({ created: 1 })
  const { data } = await town.graph(
    'uzda',
    '{ organisations { code name kind phone departments { code } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(data).toEqual({
    organisations: [
      { code: 'RIK', name: 'Райисполком', kind: 'EXECUTIVE_COMMITTEE', phone: '101', departments: [{ code: 'ADMIN' }] },
      { code: 'VOD', name: 'Водоканал', kind: 'UTILITY', phone: null, departments: [] },
    ],
  })
  expect(await table.undo(made.id)).toMatchObject({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: RIK. Ничего не отменено.',
  })
  expect([await departments.undo(parts.id), await table.undo(made.id)]).toMatchObject([{ rows: 1 }, { rows: 2 }])
  expect(await rowsIn()).toBeNull()
  expect(await rowsIn('zhodino')).toBeNull()
})

test('a column that is not there leaves, an empty cell clears; what is given out is what it takes in', async () => {
  await table.send('code;name;name_be;kind;phone\nRIK;Исполком;Выканкам;EXECUTIVE_COMMITTEE;101')
  const before = await rowsIn()
  const done = await table.send('code;phone;name\nRIK;;"=1+1"')
  expect(done).toMatchObject({ updated: 1, cells: 2 })
  for (const lang of langs) {
    const given = await table.give(lang)
    expect(given).toContain("'=1+1")
    expect(await table.send(given, false, lang)).toMatchObject({ unchanged: 1, cells: 0, notes: [] })
  }
  expect(await table.undo(done.id)).toMatchObject({ rows: 1 })
  expect(await rowsIn()).toBe(before)
})

test('every fault is named, and more than a city can have is refused whole', async () => {
  const before = await rowsIn()
  expect(await table.send('code;name;kind;phone\nA!;Имя;банк;000\nVOD;;;')).toMatchObject({
    fields: [
      { path: 'line.2.code' },
      { path: 'line.2.kind', code: 'CSV_UNKNOWN' },
      { path: 'line.2.phone', code: 'PHONE_UNREADABLE' },
      { path: 'line.3.name', code: 'CSV_REQUIRED' },
      { path: 'line.3.kind', code: 'CSV_REQUIRED' },
    ],
  })
  const many = Array.from({ length: 500 }, (_, at) => `N${at};Имя;UTILITY`)
  expect(await table.send(['code;name;kind', ...many].join('\n'))).toMatchObject({ code: 'ORGANISATIONS_FULL' })
  expect(await rowsIn()).toBe(before)
})

test('without the right nothing is shown or done', async () => {
  for (const as of ['executor.uzda', 'operator.uzda', 'citizen', 'admin.zhodino'])
    expect(await table.codes(as)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
})
