import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const admin = { as: 'admin.uzda' }
const imported = (csv: string, dryRun = false) =>
  town.ask<{ importObjects: { __typename: string; fields?: { path: string; code: string }[] } }>(
    'mutation ($csv: String!, $dryRun: Boolean) { importObjects(csv: $csv, dryRun: $dryRun) { __typename ... on TableImported { created updated unchanged dryRun } ... on InvalidInput { code fields { path code } } } }',
    { csv, dryRun },
    admin,
  )
const objects = async (search: string) =>
  (
    await town.ask<{
      qrObjects: { nodes: { code: string; openReports: number; url: string }[]; hasNext: boolean; endCursor: string }
    }>(
      'query ($search: String) { qrObjects(search: $search, first: 2) { nodes { code typeTitle openReports url posters { path } } hasNext endCursor } }',
      { search },
      admin,
    )
  ).qrObjects

const rows =
  'code,type,name,address,lat,lon\nUZ-1001,YARD,Двор 1,ул. Садовая 1,53.4,27.2\nUZ-1002,YARD,Двор 2,ул. Садовая 2,53.4,27.2\nUZ-1003,YARD,Двор 3,ул. Садовая 3,,'

test('a table comes in whole or not at all; again it changes what is there', async () => {
  const bad = await imported(`${rows}\nUZ-1004,WELL,Колодец,ул. Садовая 4,,`)
  expect(bad.importObjects).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INPUT_INVALID',
    fields: [{ path: 'line.5.type', code: 'CSV_UNKNOWN' }],
  })
  expect((await imported(rows, true)).importObjects).toMatchObject({ created: 3, updated: 0, dryRun: true })
  expect((await objects('Садовая')).nodes).toEqual([])
  expect((await imported(rows)).importObjects).toMatchObject({ created: 3, updated: 0 })
  expect((await imported(rows.replace('Двор 3', 'Большой двор'))).importObjects).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 2,
  })
  const page = await objects('Садовая')
  expect(page).toMatchObject({
    nodes: [
      { code: 'UZ-1001', typeTitle: 'Двор', openReports: 0, url: 'http://localhost/c/uzda/o/UZ-1001' },
      { code: 'UZ-1002' },
    ],
    hasNext: true,
    endCursor: 'UZ-1002',
  })
})

test('the city’s tiles are what its residents see, «Другое» always last', async () => {
  const text = (ru: string) => ({ ru, be: ru, en: ru })
  const save = (topic: string) =>
    town.ask<{ saveObjectType: unknown }>(
      'mutation ($input: ObjectTypeInput!) { saveObjectType(input: $input) { __typename ... on InvalidInput { fields { path code } } ... on ObjectType { builtIn } } }',
      {
        input: {
          code: 'YARD',
          title: text('Двор'),
          icon: 'yard',
          tiles: [{ code: 'WELL', title: text('Колодец пересох'), icon: 'drop', topic }],
        },
      },
      admin,
    )
  expect((await save('NO.SUCH')).saveObjectType).toEqual({
    __typename: 'InvalidInput',
    fields: [{ path: 'input.tiles.0.topic', code: 'UNKNOWN' }],
  })
  expect((await save('UTIL.WATER')).saveObjectType).toEqual({ __typename: 'ObjectType', builtIn: false })
  const { place } = await town.ask<{ place: { tiles: unknown[] } }>(
    '{ place(code: "UZ-1001") { tiles { code title topic } } }',
  )
  expect(place.tiles).toEqual([
    { code: 'WELL', title: 'Колодец пересох', topic: 'UTIL.WATER' },
    { code: 'OTHER', title: 'Другое', topic: 'OTHER' },
  ])
  expect(await submit(town, { object: 'UZ-1001', tile: 'WELL' })).toMatchObject({
    __typename: 'SubmittedReport',
    department: 'Водоканал',
  })
  expect((await objects('UZ-1001')).nodes[0]).toMatchObject({ openReports: 1 })
})

test('a place taken off the map is no place any more; its past stays', async () => {
  await town.ask(
    'mutation ($input: QrObjectInput!) { saveObject(input: $input) { __typename ... on Problem { code } } }',
    {
      input: {
        code: 'UZ-1001',
        type: 'YARD',
        name: { ru: 'a', be: 'a', en: 'a' },
        address: 'ул. Садовая 1',
        active: false,
      },
    },
    admin,
  )
  expect(await submit(town, { object: 'UZ-1001', tile: 'OTHER' })).toMatchObject({
    __typename: 'NotFound',
    code: 'PLACE_UNKNOWN',
  })
  const { reports } = await town.ask<{ reports: { total: number } }>(
    '{ reports(filter: { object: "UZ-1001" }) { total } }',
    {},
    { as: 'operator.uzda' },
  )
  expect(reports.total).toBe(1)
})

test('contacts are forgotten when their time has come, and not before', async () => {
  const { id } = await submit(town, {
    place: { address: 'ул. Давняя, 1' },
    topic: 'YARD.PLAY',
    contact: { email: 'old@example.by', consent: true },
  })
  await town.ask(
    'mutation ($id: ID!) { answerReport(id: $id, version: 1, text: "Готово") { __typename } }',
    { id },
    { as: 'executor.uzda' },
  )
  const held = async () =>
    (await town.ctx.db.read.selectFrom('report').select('contact_email').where('id', '=', id).executeTakeFirstOrThrow())
      .contact_email
  const forget = async (now: string) => {
    town.clock.set(now)
    await town.host.events.runJob('core', 'forget-old')
  }
  await forget('2027-04-16T15:41:00Z')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await held()).toBe('old@example.by')
  // a run that is asked for while one goes on is none
  const after = async () => {
    await forget('2027-04-16T15:43:00Z')
    return held()
  }
  await expect.poll(after, { timeout: 15_000, interval: 300 }).toBeNull()
})
