import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sql } from '@vmeste/sdk/storage'
import { openTown, rate, scores, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const admin = { as: 'admin.uzda' }
const send = async (csv: string, dryRun = false) =>
  (
    await town.ask<{ importRatedObjects: { id: string; updated: number } }>(
      `mutation ($csv: String!, $dryRun: Boolean) { importRatedObjects(csv: $csv, dryRun: $dryRun) { __typename
        ... on TableImported { id created updated unchanged changes { key column before after } }
        ... on InvalidInput { fields { path code message } } ... on Problem { code } } }`,
      { csv, dryRun },
      admin,
    )
  ).importRatedObjects
const undo = async (id: string) =>
  (
    await town.ask<{ undoRatedImport: unknown }>(
      'mutation ($id: UUID!) { undoRatedImport(id: $id) { ... on TableUndone { rows } ... on Problem { code message } } }',
      { id },
      admin,
    )
  ).undoRatedImport
const hash = async () =>
  (
    await sql<{
      hash: string
    }>`select coalesce(md5(string_agg(object::text, '|' order by code)), '') as hash from ratings.object`.execute(
      town.ctx.db.read,
    )
  ).rows[0]!.hash

test('services come in by a table and go with it; a name of what the directory brings is one of them', async () => {
  const before = await hash()
  const done = await send('Код;Название;К чему относится\nPASSPORT;Паспортный стол;жкх\nHOUS;Наше ЖКХ;')
  expect(done).toMatchObject({ created: 2, updated: 0 })
  const { ratedRegister } = await town.ask<{ ratedRegister: { code: string }[] }>(
    '{ ratedRegister { code kind parent department active title { ru be } } }',
    {},
    admin,
  )
  expect(ratedRegister.filter(({ code }) => ['PASSPORT', 'HOUS'].includes(code))).toMatchObject([
    { code: 'HOUS', kind: 'UNIT', title: { ru: 'Наше ЖКХ' } },
    { code: 'PASSPORT', kind: 'SERVICE', parent: 'HOUS', department: 'HOUS', active: true },
  ])
  const { ratedTable } = await town.ask<{ ratedTable: string }>('{ ratedTable }', {}, admin)
  expect(await send(ratedTable)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect(await undo(done.id)).toEqual({ rows: 2 })
  expect(await hash()).toBe(before)
})

test('a column that is not there changes nothing, nor does an import of what is rated go', async () => {
  const made = await send('code;title;title_be;parent;active\nPASSPORT;Стол;Стол-бел;HOUS;нет')
  expect(await send('code;title\nPASSPORT;Паспорта')).toMatchObject({
    updated: 1,
    changes: [{ key: 'PASSPORT', column: 'Название', before: 'Стол', after: 'Паспорта' }],
  })
  const { ratedTable } = await town.ask<{ ratedTable: string }>('{ ratedTable }', {}, admin)
  expect(ratedTable).toContain('PASSPORT;Паспорта;Стол-бел;Стол;ЖКХ;нет')
  expect(await undo(made.id)).toMatchObject({ code: 'TABLE_CHANGED_SINCE' })
  const box = await send('code;title;parent\nBOX;Ящик;POST')
  expect(await rate(town, { object: 'BOX', scores: scores(4) })).toMatchObject({ __typename: 'Rated' })
  expect(await undo(box.id)).toMatchObject({ code: 'TABLE_ROW_IN_USE' })
})

test('a service belongs to something, and not to itself', async () => {
  expect(await send('code;title\nALONE;Одна')).toMatchObject({ fields: [{ path: 'line.2.parent', code: 'PARENT' }] })
  expect(await send('code;title;parent\nALONE;Одна;NOBODY')).toMatchObject({ fields: [{ code: 'CSV_UNKNOWN' }] })
})
