import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { wordsOf } from '../../../core/sdk/test/words.ts'
import { letters, openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
  // by the rule alone: nobody has to look first
  const { moduleSettings } = await town.ask<{ moduleSettings: { version: string } }>(
    '{ moduleSettings(module: "appeals") { version } }',
    {},
    { as: 'admin.uzda' },
  )
  await town.ask(
    `mutation ($expected: String!) { changeModuleSettings(module: "appeals", values: { publish: "at-once" }, expected: $expected) {
      __typename } }`,
    { expected: moduleSettings.version },
    { as: 'admin.uzda' },
  )
})
afterAll(() => town.stop())

const place = (at: number) => ({ point: { lat: 53.4 + at / 100, lon: 27.2 }, address: 'ул. Новая, 5, кв. 12' })
const found = async (search: string, as = 'operator.uzda') =>
  (
    await town.ask<{ reports: { nodes: { id: string }[] } }>(
      'query ($filter: ReportFilter) { reports(filter: $filter, first: 100) { nodes { id } } }',
      { filter: { search } },
      { as },
    )
  ).reports.nodes.map(({ id }) => id)
const move = async (name: string, args: string, variables: Record<string, unknown>, as = 'executor.uzda') =>
  (
    await town.ask<{ r: { __typename: string; code?: string; version?: number } }>(
      `mutation ($id: ID!${Object.keys(variables)
        .filter((key) => key !== 'id')
        .map((key) => `, $${key}: String!`)
        .join('')}) { r: ${name}(${args}) { __typename ... on Report { version } ... on Problem { code } } }`,
      variables,
      { as },
    )
  ).r

test('what was typed by somebody is covered wherever a stranger reads it, and as it was for staff', async () => {
  const planted = 'паспорт MP1234567, пишите ivan @ mail.ru'
  const person = { device: randomUUID() }
  const sent = await submit(
    town,
    {
      place: { ...place(1), address: 'ул. Новая, 5, кв. 12, звоните 8–029–765–43–21' },
      topic: 'YARD.PLAY',
      text: `Яма. ${planted}`,
      contact: { phone: '8–029–123–45–67', consent: true },
    },
    person,
  )
  expect(sent.__typename).toBe('SubmittedReport')
  const joined = await town.ask<{ joinReport: { secret: string } }>(
    `mutation ($input: JoinReportInput!) { joinReport(input: $input) {
      ... on JoinedReport { secret report { text place { address } } } } }`,
    { input: { report: sent.id, submissionKey: randomUUID(), contact: { email: 'info@почта.рф', consent: true } } },
    { device: randomUUID() },
  )
  const answer = 'Сделано. Вопросы: +375 29 777-31-55'
  const answered = await move('answerReport', 'id: $id, version: 1, text: $text', { id: sent.id, text: answer })
  expect(answered).toMatchObject({ __typename: 'Report' })
  await town.ask(
    'mutation ($secret: String!, $comment: String!) { reopenReport(secret: $secret, comment: $comment) { __typename ... on Problem { code } } }',
    { secret: sent.secret, comment: 'Позвоните мне, +375 29 777-31-55, кв. 12' },
    person,
  )
  const seen = await town.ask(
    `query ($secret: String!, $near: GeoPointInput!) {
      track(secret: $secret) { viewer text answer place { address } steps { text note } }
      nearbyReports(point: $near, radius: 50) { text answer place { address } } }`,
    { secret: joined.joinReport.secret, near: place(1).point },
    { device: randomUUID() },
  )
  expect(seen).toMatchObject({
    track: {
      viewer: 'SUPPORTER',
      text: 'Яма. паспорт •••, пишите •••',
      place: { address: 'ул. Новая, 5, •••, звоните •••' },
    },
    nearbyReports: [{ text: 'Яма. паспорт •••, пишите •••' }],
  })
  // those to a page of their own; staff get the place as it was typed
  const toResidents = (await letters(town)).filter(({ href }) => href?.startsWith('/t/'))
  expect(toResidents.length).toBeGreaterThan(3)
  const words = JSON.stringify([joined, seen, toResidents.map(({ subject, text }) => [subject, text])])
  expect(words).toContain('Позвоните мне, •••')
  for (const secret of ['MP1234567', 'mail.ru', '765', '777', 'кв. 12']) expect(words).not.toContain(secret)
  const staff = await town.ask<{ report: { text: string; place: { address: string } } }>(
    'query ($id: ID!) { report(id: $id) { text place { address } } }',
    { id: sent.id },
    { as: 'operator.uzda' },
  )
  expect(staff.report.text).toContain(planted)
  expect(staff.report.place.address).toContain('8–029–765–43–21')
})

test('every word of the shared table is covered in a public card', async () => {
  const rows = wordsOf('cover', 'keep')
  for (const [at, { input, expected }] of rows.entries()) {
    town.clock.advance(60 * 60_000)
    await submit(town, {
      place: { point: { lat: 53 + at / 100, lon: 27 } },
      topic: 'YARD.PLAY',
      text: input,
      anyPlace: true,
    })
    const { nearbyReports } = await town.ask<{ nearbyReports: { text: string }[] }>(
      'query ($near: GeoPointInput!) { nearbyReports(point: $near, radius: 50) { text } }',
      { near: { lat: 53 + at / 100, lon: 27 } },
    )
    expect(nearbyReports.map(({ text }) => text.replace(/•+/g, '•'))).toEqual([expected === 'keep' ? input : expected])
  }
})

test('a report is found by its contact, typed in any way, by whoever may see it and nobody else', async () => {
  const [byPhone, byMail] = [
    await submit(town, { object: 'UZ-0048', anywayNew: true, contact: { phone: '8 (033) 612-34-56', consent: true } }),
    await submit(town, {
      object: 'UZ-0047',
      tile: 'SWING',
      anywayNew: true,
      contact: { email: 'Olha@почта.рф', consent: true },
    }),
  ]
  expect([byPhone, byMail]).toMatchObject([{ __typename: 'SubmittedReport' }, { __typename: 'SubmittedReport' }])
  const typed = ['+375336123456', '8–033–612–34–56', '\u202a+375 33 612‑34‑56\u202c', 'тел. 033 6123456 (Viber)']
  for (const search of typed) expect(await found(search), search).toEqual([byPhone.id])
  for (const search of ['olha@почта.рф', 'OLHA@xn--80a1acny.xn--p1ai']) expect(await found(search)).toEqual([byMail.id])
  expect(await found('8 033 612-34-57')).toEqual([])
  // an executor sees the reports of their own service alone
  expect(await found('8 033 612-34-56', 'executor.uzda')).toEqual([])
  expect(await found('olha@почта.рф', 'executor.uzda')).toEqual([byMail.id])
})

test('every number and address of the shared table finds the report it belongs to', async () => {
  const rows = wordsOf('phone', 'email')
  const known = new Map<string, string>()
  for (const { kind, expected } of rows) {
    if (expected === 'refuse' || known.has(expected)) continue
    town.clock.advance(60 * 60_000)
    const contact = { [kind]: expected, consent: true }
    known.set(expected, (await submit(town, { object: 'UZ-0047', anywayNew: true, contact })).id)
  }
  expect(known.size).toBe(6)
  for (const { input, expected } of rows) {
    const ids = await found(input)
    if (expected === 'refuse') expect(ids, input).toEqual([])
    else expect(ids, input).toContain(known.get(expected))
  }
})

test('numbers of before are read anew, once; what nobody can read stays', async () => {
  const { id } = await submit(town, { object: 'UZ-0049', anywayNew: true })
  const phones = { '80291112233': '+375291112233', '1234567': '1234567' }
  for (const [before, after] of Object.entries(phones)) {
    await town.ctx.db.transaction((tx) =>
      tx.kysely.updateTable('report').set({ contact_phone: before }).where('id', '=', id).execute(),
    )
    await town.ctx.db.transaction((tx) =>
      tx.kysely
        .insertInto('supporter')
        .values({
          report: id,
          id: randomUUID(),
          actor_hash: before,
          submission_hash: before,
          tracking_hash: before,
          person: null,
          contact_email: null,
          contact_phone: before,
          lang: 'ru',
          created_at: town.clock.now(),
        })
        .execute(),
    )
    await town.host.events.runJob('appeals', 'readContacts')
    const held = async () => [
      ...(await town.ctx.db.read.selectFrom('report').select('contact_phone').where('id', '=', id).execute()),
      ...(await town.ctx.db.read
        .selectFrom('supporter')
        .select('contact_phone')
        .where('actor_hash', '=', before)
        .execute()),
    ]
    await expect.poll(held, { timeout: 10_000 }).toEqual([{ contact_phone: after }, { contact_phone: after }])
  }
})

test('an answer and a place of signs that nobody sees are refused', async () => {
  const sent = await submit(town, { object: 'UZ-0049', anywayNew: true })
  const refused = await move('answerReport', 'id: $id, version: 1, text: $text', { id: sent.id, text: '\u200b\u200b' })
  expect(refused.__typename).not.toBe('Report')
  const saved = await town.ask<{ saveObject: { __typename: string } }>(
    'mutation ($input: QrObjectInput!) { saveObject(input: $input) { __typename } }',
    {
      input: {
        code: 'UZ-0100',
        type: 'BUS_STOP',
        name: { ru: '\u200b', be: '\u3164', en: '\u2060' },
        address: 'ул. Мира, 1',
      },
    },
    { as: 'admin.uzda' },
  )
  expect(saved.saveObject.__typename).toBe('InvalidInput')
})
