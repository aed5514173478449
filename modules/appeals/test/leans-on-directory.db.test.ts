import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keyOfTestPerson } from '@vmeste/testkit'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

interface Done {
  readonly id: string
  readonly code?: string
  readonly message?: string
  readonly updated?: number
  readonly fields?: readonly { readonly message: string }[]
}
const send = async (what: 'Departments' | 'Topics', csv: string) =>
  (
    await town.ask<{ done: Done }>(
      `mutation ($csv: String!) { done: import${what}(csv: $csv) { ... on TableImported { id updated }
        ... on InvalidInput { fields { message } } ... on Problem { code message } } }`,
      { csv },
      { as: 'admin.uzda' },
    )
  ).done
const undo = async (what: 'Departments' | 'Topics', id: string) =>
  (
    await town.ask<{ done: { rows?: number; code?: string; message?: string } }>(
      `mutation ($id: UUID!) { done: undo${what}Import(id: $id) { ... on TableUndone { rows } ... on Problem { code message } } }`,
      { id },
      { as: 'admin.uzda' },
    )
  ).done
const plate = (code: string, department: string) =>
  town.ask(
    'mutation ($csv: String!) { importObjects(csv: $csv) { __typename } }',
    { csv: `code;type;name;address;department\n${code};YARD;Двор;ул. Новая, 1;${department}` },
    { as: 'admin.uzda' },
  )
const saveRules = (rules: object[]) =>
  town.ask(
    'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename } }',
    { rules },
    { as: 'admin.uzda' },
  )

test('a department with an open report is not closed by a table; without one it is', async () => {
  expect(await submit(town, { object: 'UZ-0047', tile: 'SWING' })).toMatchObject({ department: 'Узденское ЖКХ' })
  // its people are gone, its report is not
  await town.ask(
    'mutation ($person: ID!) { removeStaffMember(person: $person) { __typename } }',
    { person: keyOfTestPerson('executor.uzda') },
    { as: 'admin.uzda' },
  )
  expect(await send('Departments', 'code;active\nHOUS;нет')).toMatchObject({
    fields: [{ message: 'Строка 2, «active»: у службы есть работа: сначала закончите или передайте её' }],
  })
  expect(await send('Departments', 'code;active\nWATER;нет')).toMatchObject({ updated: 1 })
})

test('a new department that a place, a report or a route names is not taken back', async () => {
  const made = await send('Departments', 'code;name;organisation\nECO;Экология;RIK')
  await saveRules([{ topic: 'YARD.PLAY', territory: null, department: 'ECO' }])
  expect(await undo('Departments', made.id)).toMatchObject({
    code: 'TABLE_ROW_IN_USE',
    message: 'Отменить нельзя: новые строки уже нужны другим: ECO. Ничего не отменено.',
  })
  await saveRules([])
  await plate('UZ-0901', 'ECO')
  expect(await undo('Departments', made.id)).toMatchObject({ code: 'TABLE_ROW_IN_USE' })
  await plate('UZ-0901', 'ROAD')
  expect(await undo('Departments', made.id)).toMatchObject({ rows: 1 })
})

test('a new topic that a route names is not taken back', async () => {
  const made = await send('Topics', 'code;title;department\nYARD.FOUNTAIN;Фонтан;ROAD')
  await saveRules([{ topic: 'YARD.FOUNTAIN', territory: null, department: 'ROAD' }])
  expect(await undo('Topics', made.id)).toMatchObject({ code: 'TABLE_ROW_IN_USE' })
  await saveRules([])
  expect(await undo('Topics', made.id)).toMatchObject({ rows: 1 })
})
