import { definePlugin, langs, leansOnDirectory, Tasks, type Ctx, type Lang } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { setUpDirectory } from './set-up-directory.ts'
import { tableIn, type TableAsked } from '../../test/table-asked.ts'

const text = (ru: string) => ({ ru, be: `${ru} be`, en: `${ru} en` })
/** A module with work for departments, by their codes; `silent` while it does not answer. */
const lamps = { working: [] as string[], naming: [] as string[], silent: false }
const answer = async (codes: readonly string[], own: readonly string[]) => {
  if (lamps.silent) throw new Error('this module is broken')
  return codes.filter((code) => own.includes(code))
}
const lamp = definePlugin({
  id: 'lamps',
  engine: '^0.1',
  title: text('Фонари'),
  summary: text('Фонари города'),
  provides: [
    leansOnDirectory('Lamp', {
      working: (_, codes) => answer(codes, lamps.working),
      naming: async (_, { departments }) => ({ departments: await answer(departments, lamps.naming), topics: [] }),
    }),
  ],
})
let town: TestHost
let table: TableAsked
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [lamp] })
  table = tableIn(town, 'uzda', {
    take: 'importDepartments',
    undo: 'undoDepartmentsImport',
    imports: 'departmentImports',
    give: 'departmentsTable',
  })
  for (const slug of ['uzda', 'zhodino'])
    await setUpDirectory(ctxIn(slug), {
      organisations: [
        {
          code: 'RIK',
          kind: 'EXECUTIVE_COMMITTEE',
          name: text('Исполком'),
          departments: [
            { code: 'HOUS', name: text('ЖКХ'), phone: '101' },
            { code: 'ROAD', name: text('ДЭУ') },
            { code: 'OLD', name: text('Бывшая') },
          ],
        },
        { code: 'VOD', kind: 'UTILITY', name: text('Водоканал'), departments: [] },
      ],
      staff: [{ person: keyOfTestPerson('executor.uzda'), name: 'П. Лис', position: 'мастер', departments: ['HOUS'] }],
    })
  await close('OLD')
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const rowsIn = async (slug = 'uzda') =>
  (
    await sql<{ rows: string }>`select md5(string_agg(department::text, '|' order by code)) as rows
      from civic.department`.execute(ctxIn(slug).db.read)
  ).rows[0]!.rows
const cell = async (code: string, column: string) =>
  (
    await sql<{
      value: unknown
    }>`select ${sql.ref(column)} as value from civic.department where code = ${code}`.execute(ctxIn('uzda').db.read)
  ).rows[0]?.value
const close = (code: string) => table.send(`code;active\n${code};no`)

test('a new department needs three columns; a column that is not there leaves what is stored, an empty cell clears', async () => {
  const before = await rowsIn()
  const others = await rowsIn('zhodino')
  const done = await table.send(
    'Код;Название;Организация;Телефон\nHOUS;Жилкомхоз;RIK;\nLIGHT;Горсвет;исполком;8 (01718) 5-12-34',
  )
  expect(done).toMatchObject({ __typename: 'TableImported', created: 1, updated: 1 })
  expect(done.changes).toEqual([
    { line: 2, key: 'HOUS', created: false, column: 'Название', before: 'ЖКХ', after: 'Жилкомхоз' },
    { line: 2, key: 'HOUS', created: false, column: 'Телефон', before: '101', after: '' },
    { line: 3, key: 'LIGHT', created: true, column: null, before: null, after: 'Горсвет · Исполком' },
  ])
  // what the table has no column for is as it was
  expect(await cell('HOUS', 'name')).toEqual({ ru: 'Жилкомхоз', be: 'ЖКХ be', en: 'ЖКХ en' })
  expect([await cell('LIGHT', 'name'), await cell('LIGHT', 'phone'), await cell('LIGHT', 'closed_at')]).toEqual([
    { ru: 'Горсвет', be: 'Горсвет', en: 'Горсвет' },
    '+375171851234',
    null,
  ])
  expect(await rowsIn('zhodino')).toBe(others)
  expect(await table.undo(done.id)).toEqual({ __typename: 'TableUndone', rows: 2 })
  expect(await rowsIn()).toBe(before)
  expect(await table.undo(done.id)).toMatchObject({ code: 'TABLE_UNDO_GONE' })
})

test('nothing is closed or opened in silence, and since when it is closed comes back with an undo', async () => {
  const before = await rowsIn()
  const renamed = await table.send('Код;Название\nOLD;Прежняя')
  expect(renamed.notes).toEqual(['Закрыты и останутся такими: 1. Вернуть их можно столбцом «Работает».'])
  expect(await cell('OLD', 'closed_at')).not.toBeNull()
  expect(await table.send('Код;Работает\nOLD;')).toMatchObject({
    fields: [{ path: 'line.2.active', code: 'CSV_REQUIRED', message: 'Строка 2, «Работает»: не заполнено' }],
  })
  town.clock.advance(60_000)
  const opened = await table.send('Код;Работает\nOLD;да')
  expect(opened.changes).toMatchObject([{ column: 'Работает', before: 'нет', after: 'да' }])
  expect(await cell('OLD', 'closed_at')).toBeNull()
  await table.undo(opened.id)
  await table.undo(renamed.id)
  expect(await rowsIn()).toBe(before)
})

test('a department with people or open tasks is not closed, and one that something names stays', async () => {
  const ctx = ctxIn('uzda')
  const before = await rowsIn()
  const made = await table.send('code;name;organisation\nWASTE;Спецавтохозяйство;VOD')
  const task = { key: 'look:1', kind: 'look', subject: 'civic:Look:1', title: text('Посмотреть') }
  await ctx.db.transaction((tx) => ctx.use(Tasks).create(tx, { ...task, to: { department: 'WASTE' } }))
  expect(await table.send('code;active\nHOUS;нет\nWASTE;нет\nROAD;нет')).toMatchObject({
    code: 'INPUT_INVALID',
    fields: [
      { path: 'line.2.active', message: 'Строка 2, «active»: в службе есть сотрудники: сначала переведите их' },
      { path: 'line.3.active', message: 'Строка 3, «active»: у службы есть открытые задачи: сначала передайте их' },
    ],
  })
  expect(await table.undo(made.id)).toMatchObject({ code: 'TABLE_ROW_IN_USE' })
  await ctx.db.transaction(async (tx) => {
    await tx.run(sql`delete from civic.task_step`)
    await tx.run(sql`delete from civic.task`)
  })
  expect(await table.undo(made.id)).toMatchObject({ rows: 1 })
  expect(await rowsIn()).toBe(before)
})

test('a module’s open work keeps a department, too, and what it names is not taken away', async () => {
  const made = await table.send('code;name;organisation\nLIGHT;Горсвет;VOD')
  lamps.working = lamps.naming = ['LIGHT']
  expect(await table.send('code;active\nLIGHT;нет')).toMatchObject({
    fields: [{ message: 'Строка 2, «active»: у службы есть работа: сначала закончите или передайте её' }],
  })
  lamps.working = []
  const closed = await table.send('code;active\nLIGHT;нет')
  expect(closed).toMatchObject({ updated: 1 })
  await table.undo(closed.id)
  expect(await table.undo(made.id)).toMatchObject({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: LIGHT. Ничего не отменено.',
  })
  // whoever does not answer keeps it; what closes nothing is taken in all the same
  lamps.naming = []
  lamps.silent = true
  expect(await table.send('code;active\nLIGHT;нет')).toMatchObject({ fields: [{ code: 'DIRECTORY_USE_UNKNOWN' }] })
  const named = await table.send('code;name\nLIGHT;Свет')
  expect(named).toMatchObject({ updated: 1 })
  await table.undo(named.id)
  const { errors } = await town.graph(
    'uzda',
    'mutation ($id: UUID!) { undoDepartmentsImport(id: $id) { __typename } }',
    { id: made.id },
    { as: 'admin.uzda' },
  )
  expect(errors?.[0]?.extensions.code).toBe('DIRECTORY_USE_UNKNOWN')
  lamps.silent = false
  expect(await table.undo(made.id)).toMatchObject({ rows: 1 })
})

test('one that people came to since is not closed by an undo', async () => {
  const ctx = ctxIn('uzda')
  const opened = await table.send('code;active\nOLD;да')
  await setUpDirectory(ctx, {
    organisations: [],
    staff: [{ person: keyOfTestPerson('head.uzda'), name: 'А. Вяль', position: '', departments: ['OLD'] }],
  })
  expect(await table.undo(opened.id)).toMatchObject({ __typename: 'Conflict', code: 'DEPARTMENT_BUSY' })
  expect((await table.imports())[0]).toMatchObject({ id: opened.id, undoneAt: null })
  await setUpDirectory(ctx, {
    organisations: [],
    staff: [{ person: keyOfTestPerson('head.uzda'), name: 'А. Вяль', position: '', departments: [] }],
  })
  expect(await table.undo(opened.id)).toMatchObject({ rows: 1 })
})

test('every fault is named by row and column, and nothing is taken in', async () => {
  const before = await rowsIn()
  expect(
    await table.send('Код;Название;Организация;Телефон\nA!B;Имя;RIK;\nGREEN;;RIK;\nECO;Экология;Нет такой;000'),
  ).toMatchObject({
    fields: [
      { path: 'line.2.code', code: 'CSV_CODE' },
      { path: 'line.3.name', code: 'CSV_REQUIRED' },
      { path: 'line.4.organisation', code: 'CSV_UNKNOWN' },
      {
        path: 'line.4.phone',
        code: 'PHONE_UNREADABLE',
        message: 'Строка 4, «Телефон»: такого номера не бывает: «000»',
      },
    ],
  })
  const many = Array.from({ length: 101 }, (_, at) => `N${at};Служба ${at};VOD`)
  expect(await table.send(['code;name;organisation', ...many].join('\n'))).toMatchObject({ code: 'ORGANISATION_FULL' })
  expect(await rowsIn()).toBe(before)
})

test('look-alike letters are taken for what is meant, titles for codes; what is given out is taken in', async () => {
  const before = await rowsIn()
  expect(await table.send('Код;Назва;Арганізацыя\nНOUS;ЖКХ;Водоканал be', true)).toMatchObject({
    changes: [{ key: 'HOUS', column: 'Организация', before: 'Исполком', after: 'Водоканал' }],
    notes: ['Строка 2: «НOUS» поняли как «HOUS».'],
  })
  const named = await table.send('code;name;phone\nROAD;"=HYPERLINK(""http://x"")";+375 1718 5-12-34')
  for (const lang of langs as readonly Lang[]) {
    const given = await table.give(lang)
    expect(given.startsWith('\uFEFF')).toBe(true)
    expect(given).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(await table.send(given, false, lang)).toMatchObject({ created: 0, updated: 0, cells: 0, notes: [] })
  }
  await table.undo(named.id)
  expect(await rowsIn()).toBe(before)
})

test('a row that has changed since keeps the whole import', async () => {
  const first = await table.send('code;phone\nHOUS;102\nROAD;103')
  const second = await table.send('code;phone\nROAD;104')
  const before = await rowsIn()
  expect(await table.undo(first.id)).toMatchObject({
    code: 'TABLE_CHANGED_SINCE',
    message: 'Отменить нельзя. После загрузки изменились: ROAD («Телефон»). Ничего не отменено.',
  })
  expect(await rowsIn()).toBe(before)
  expect([await table.undo(second.id), await table.undo(first.id)]).toMatchObject([{ rows: 1 }, { rows: 2 }])
})

test('without the right nothing is shown or done, and no city reaches another’s', async () => {
  for (const as of ['executor.uzda', 'operator.uzda', 'citizen', 'admin.zhodino'])
    expect(await table.codes(as)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
  const done = await table.send('code;phone\nHOUS;102')
  const other = tableIn(town, 'zhodino', table.fields)
  expect(await other.undo(done.id)).toMatchObject({ code: 'TABLE_UNDO_GONE' })
  await table.undo(done.id)
})

test('every row is in the audit and told to whoever listens, as any change of the directory', async () => {
  town.clock.advance(60_000)
  const done = await table.send('code;name;organisation;active\nROAD;Дороги;RIK;да\nECO;Экология;RIK;да')
  const { rows } = await town.host.storage.pool('core').query<{ line: string }>(
    `select action || ' ' || coalesce(detail ->> 'code', subject) as line from core.audit
       where subject like 'civic:Department:%' and actor = $1 order by at desc, id desc limit 3`,
    [keyOfTestPerson('admin.uzda')],
  )
  expect(rows.map(({ line }) => line).sort()).toEqual([
    'civic.directory.change civic:Department:*',
    'civic.directory.save ECO',
    'civic.directory.save ROAD',
  ])
  const { rows: told } = await town.host.storage
    .pool('core')
    .query(`select from core.outbox where type = 'civic.directory.changed@1' and subject like 'civic:Department:%'`)
  expect(told.length).toBeGreaterThan(0)
  await table.undo(done.id)
})
