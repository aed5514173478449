import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, rate, scores, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const admin = { as: 'admin.uzda' }
const take = async (csv: string) =>
  (
    await town.ask<{ done: { id: string } }>(
      'mutation ($csv: String!) { done: importDepartments(csv: $csv) { ... on TableImported { id } ... on Problem { code } } }',
      { csv },
      admin,
    )
  ).done.id
const undo = async (id: string) =>
  (
    await town.ask<{ done: object }>(
      `mutation ($id: UUID!) { done: undoDepartmentsImport(id: $id) { ... on TableUndone { rows } ... on Problem { code message } } }`,
      { id },
      admin,
    )
  ).done

test('a new department that was rated is not taken back, and one that nobody rated is', async () => {
  const rated = await take('code;name;organisation\nVET;Ветеринары;RIK')
  const other = await take('code;name;organisation\nECO;Экология;RIK')
  expect(await rate(town, { object: 'VET', scores: scores(5) }, { device: 'one' })).toMatchObject({
    __typename: 'Rated',
  })
  expect(await undo(rated)).toEqual({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: VET. Ничего не отменено.',
  })
  expect(await undo(other)).toEqual({ rows: 1 })
})
