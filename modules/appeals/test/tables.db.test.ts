import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { langs, type Lang } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const admin = { as: 'admin.uzda' }
interface Done {
  __typename: string
  id: string | null
  code?: string
  message?: string
  created: number
  updated: number
  unchanged: number
  cells: number
  notes: string[]
  fields?: { path: string; code: string; message: string }[]
  changes: {
    line: number
    key: string
    created: boolean
    column: string | null
    before: string | null
    after: string
  }[]
}
const send = async (csv: string, dryRun = false, lang: Lang = 'ru') =>
  (
    await town.ask<{ importObjects: Done }>(
      `mutation ($csv: String!, $dryRun: Boolean) { importObjects(csv: $csv, dryRun: $dryRun) { __typename
        ... on TableImported { id created updated unchanged cells notes changes { line key created column before after } }
        ... on InvalidInput { code fields { path code message } } ... on Problem { code message } } }`,
      { csv, dryRun },
      { ...admin, lang },
    )
  ).importObjects
const undo = async (id: string | null, as = 'admin.uzda') =>
  (
    await town.ask<{ undoObjectsImport: { __typename: string; rows?: number; code?: string; message?: string } }>(
      `mutation ($id: UUID!) { undoObjectsImport(id: $id) { __typename ... on TableUndone { rows } ... on Problem { code message } } }`,
      { id },
      { as },
    )
  ).undoObjectsImport
const imports = async () =>
  (
    await town.ask<{ objectImports: { id: string; by: string; created: number; updated: number; undoneAt: string }[] }>(
      '{ objectImports { id by created updated undoneAt until } }',
      {},
      admin,
    )
  ).objectImports
const hash = async (columns = 'qr_object::text') =>
  (
    await sql<{ hash: string }>`select md5(string_agg(${sql.raw(columns)}, '|' order by code)) as hash
      from appeals.qr_object`.execute(town.ctx.db.read)
  ).rows[0]!.hash
const codes = Array.from({ length: 269 }, (_, at) => `UZ-${String(2001 + at)}`)
const whole = [
  'code;type;name;name_be;name_en;address;lat;lon;department;territory',
  ...codes.map(
    (code, at) => `${code};YARD;Двор ${at};Панадворак ${at};Yard ${at};ул. Полная, ${at};53,4${at};27,2${at};HOUS;`,
  ),
].join('\r\n')
const four = (name: (at: number) => string) =>
  ['code;type;name;address', ...codes.map((code, at) => `${code};YARD;${name(at)};ул. Полная, ${at}`)].join('\r\n')

test('the four required columns over 269 places change nothing else, and one press brings everything back', async () => {
  expect(await send(whole)).toMatchObject({ __typename: 'TableImported', created: 269, updated: 0 })
  // one of them is off the map
  const off = { code: 'UZ-2007', type: 'YARD', name: { ru: 'Двор 6', be: 'а', en: 'b' }, address: 'ул. Полная, 6' }
  await town.ask(
    'mutation ($input: QrObjectInput!) { saveObject(input: $input) { __typename } }',
    { input: { ...off, active: false } },
    admin,
  )
  const before = await hash()
  const others = `name - 'ru', address, lat, lon, department, territory, active, type`
  const rest = await hash(`row(${others})::text`)

  town.clock.advance(60_000)
  expect(await send(four((at) => `Двор ${at}`))).toMatchObject({ id: null, updated: 0, unchanged: 269, cells: 0 })
  expect(await hash()).toBe(before)

  const checked = await send(
    four((at) => `Большой двор ${at}`),
    true,
  )
  expect(checked).toMatchObject({ id: null, created: 0, updated: 269, unchanged: 0, cells: 269 })
  expect(checked.changes[6]).toEqual({
    line: 8,
    key: 'UZ-2007',
    created: false,
    column: 'Название',
    before: 'Двор 6',
    after: 'Большой двор 6',
  })
  expect(checked.notes).toEqual(['Не работают и останутся такими: 1. Вернуть их можно столбцом «Работает».'])
  expect(await hash()).toBe(before)

  const done = await send(four((at) => `Большой двор ${at}`))
  expect(done).toMatchObject({ created: 0, updated: 269 })
  expect(await hash()).not.toBe(before)
  expect(await hash(`row(${others})::text`)).toBe(rest)
  expect((await imports())[0]).toMatchObject({ id: done.id, updated: 269, undoneAt: null })

  expect(await undo(done.id)).toEqual({ __typename: 'TableUndone', rows: 269 })
  expect(await hash()).toBe(before)
  expect((await imports())[0]!.undoneAt).not.toBeNull()
  expect(await undo(done.id)).toMatchObject({ __typename: 'Conflict', code: 'TABLE_UNDO_GONE' })
})

test('an empty cell clears where its column is there, and what cannot be empty is asked about', async () => {
  expect(await send('Код;Служба;Широта;Долгота\nUZ-2001;;;')).toMatchObject({ updated: 1, cells: 3 })
  expect(await send('Код;Работает;Название\nUZ-2001;;')).toMatchObject({
    code: 'INPUT_INVALID',
    fields: [
      { path: 'line.2.active', code: 'CSV_REQUIRED', message: 'Строка 2, «Работает»: не заполнено' },
      { path: 'line.2.name', code: 'CSV_REQUIRED' },
    ],
  })
  expect(await send('Код;Широта\nUZ-2002;')).toMatchObject({
    fields: [{ path: 'line.2.lat', code: 'CSV_REQUIRED', message: 'Строка 2, «Широта»: не заполнено' }],
  })
  expect(await send('Код;Работает\nUZ-2007;да')).toMatchObject({
    updated: 1,
    changes: [{ column: 'Работает', before: 'нет', after: 'да' }],
  })
})

test('headers and codes may be titles, letters of the other alphabet are taken for what is meant', async () => {
  const table =
    'Отчёт ЖКХ за май\n\nKод;Тып;Название;Адрес;Служба\nУZ-2300;двор;Новый двор;ул. Новая, 1;узденское жкх\n'
  const checked = await send(table, true)
  expect(checked).toMatchObject({
    created: 1,
    changes: [{ line: 4, key: 'UZ-2300', created: true, after: 'Двор · Новый двор · ул. Новая, 1' }],
    notes: ['Строка 4: «УZ-2300» поняли как «UZ-2300».'],
  })
  expect(await send('code;type;name;address\nUZ-2301;колодец;Имя;Адрес')).toMatchObject({
    fields: [{ code: 'CSV_UNKNOWN', message: 'Строка 2, «type»: «колодец» в этом городе нет' }],
  })
})

test('what the page gives out is what it takes in, in every language', async () => {
  const before = await hash()
  await send('code;name\nUZ-2003;"=HYPERLINK(""http://x"")"')
  for (const lang of langs) {
    const { objectsTable } = await town.ask<{ objectsTable: string }>('{ objectsTable }', {}, { ...admin, lang })
    expect(objectsTable.startsWith('\uFEFF')).toBe(true)
    expect(objectsTable).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(await send(objectsTable, false, lang)).toMatchObject({ created: 0, updated: 0, cells: 0, notes: [] })
  }
  await undo((await imports())[0]!.id)
  expect(await hash()).toBe(before)
})

test('an import of which a row has changed since is not undone, not even half', async () => {
  const done = await send('code;address\nUZ-2010;ул. Иная, 1\nUZ-2011;ул. Иная, 2')
  const later = await send('code;address\nUZ-2011;ул. Третья, 2')
  const before = await hash()
  expect(await undo(done.id)).toEqual({
    __typename: 'Conflict',
    code: 'TABLE_CHANGED_SINCE',
    message: 'Отменить нельзя. После загрузки изменились: UZ-2011 («Адрес»). Ничего не отменено.',
  })
  expect(await hash()).toBe(before)
  // from the last to the first it goes
  expect(await undo(later.id)).toMatchObject({ rows: 1 })
  expect(await undo(done.id)).toMatchObject({ rows: 2 })
})

test('places that an import has made go with it, unless somebody has reported one', async () => {
  const before = await hash()
  const table = 'code;type;name;address\nUZ-2400;YARD;Двор;ул. Новая, 1\nUZ-2401;YARD;Двор;ул. Новая, 2'
  const done = await send(table)
  expect(await undo(done.id)).toMatchObject({ rows: 2 })
  expect(await hash()).toBe(before)
  const again = await send(table)
  expect(await submit(town, { object: 'UZ-2401', tile: 'OTHER' })).toMatchObject({ __typename: 'SubmittedReport' })
  expect(await undo(again.id)).toMatchObject({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: UZ-2401. Ничего не отменено.',
  })
  expect((await imports())[0]).toMatchObject({ id: again.id, undoneAt: null })
})

test('for 30 days, and by nobody of another city', async () => {
  const done = await send('code;address\nUZ-2020;ул. Иная, 1')
  const other = await town.graph(
    'zhodino',
    'mutation ($id: UUID!) { undoObjectsImport(id: $id) { __typename ... on Problem { code } } }',
    { id: done.id },
    { as: 'admin.zhodino' },
  )
  expect(other.data).toEqual({ undoObjectsImport: { __typename: 'Conflict', code: 'TABLE_UNDO_GONE' } })
  town.clock.advance(31 * 86_400_000)
  expect(await undo(done.id)).toMatchObject({ code: 'TABLE_UNDO_GONE' })
  expect(await imports()).toEqual([])
})
