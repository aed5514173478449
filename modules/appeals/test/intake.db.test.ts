import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTown, submit, submitMutation, type Submitted, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const count = async (): Promise<Record<string, number>> => {
  const one = async (table: 'report' | 'history' | 'report_photo') =>
    Number(
      (
        await town.ctx.db.read
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return { report: await one('report'), history: await one('history'), report_photo: await one('report_photo') }
}
const somewhere = (address = 'ул. Мира, 1') => ({ place: { address } })

describe('a submission', () => {
  test('sent twice, and twice at the same moment, is one report with one answer', async () => {
    const input = { submissionKey: randomUUID(), ...somewhere(), topic: 'YARD.BENCH', text: 'Скамейка без спинки' }
    const device = { device: randomUUID() }
    const [a, b, c] = await Promise.all([
      submit(town, input, device),
      submit(town, input, device),
      submit(town, { ...input, text: 'другой текст' }, device),
    ])
    const d = await submit(town, input, device)
    expect([b, c, d]).toEqual([a, a, a])
    expect(a.__typename).toBe('SubmittedReport')
    const rows = await town.ctx.db.read
      .selectFrom('report')
      .select(['number', 'submission_hash', 'tracking_hash'])
      .where('id', '=', a.id)
      .execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(a.secret)
    expect(JSON.stringify(rows)).not.toContain(input.submissionKey)
  })

  test('fifty at once get fifty numbers with no gap', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) => submit(town, { ...somewhere(`ул. Мира, ${at}`), topic: 'WASTE.BIN' })),
    )
    const numbers = (await town.ctx.db.read.selectFrom('report').select('number').orderBy('number').execute()).map(
      (row) => Number(row.number.slice(-6)),
    )
    expect(all.every((one) => one.__typename === 'SubmittedReport')).toBe(true)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })

  test('a code of another city, or of none, is no place here; nothing is stored', async () => {
    const before = await count()
    expect(await submit(town, { object: 'ZH-0001', tile: 'SWING' })).toMatchObject({
      __typename: 'NotFound',
      code: 'PLACE_UNKNOWN',
      path: 'input.object',
    })
    const elsewhere = await town.graph<{ submitReport: Submitted }>(
      'zhodino',
      submitMutation,
      { input: { submissionKey: randomUUID(), object: 'UZ-0047', tile: 'SWING' } },
      { lang: 'be' },
    )
    expect(elsewhere.data.submitReport).toMatchObject({
      __typename: 'NotFound',
      code: 'PLACE_UNKNOWN',
      message: 'Кода UZ-0047 у гэтым горадзе няма. Праверце, ці правільна ён набраны, або пакажыце месца на карце.',
    })
    const page = await town.graph('uzda', '{ place(code: "ZH-0001") { code } }')
    expect([page.data, page.errors?.[0]?.extensions.code]).toEqual([{ place: null }, 'PLACE_UNKNOWN'])
    expect(await count()).toEqual(before)
  })

  test.each([
    [{}, 'PLACE_MISSING'],
    [{ place: {} }, 'PLACE_MISSING'],
    [{ object: 'UZ-0047', tile: 'NONE' }, 'TILE_UNKNOWN'],
    [{ ...somewhere(), topic: 'NO.SUCH' }, 'TOPIC_UNKNOWN'],
    [{ ...somewhere(), text: 'я'.repeat(100_000) }, 'INPUT_INVALID'],
    [{ ...somewhere(), photos: Array.from({ length: 6 }, () => randomUUID()) }, 'INPUT_INVALID'],
    [{ ...somewhere(), contact: { email: 'nobody', consent: true } }, 'INPUT_INVALID'],
    [{ ...somewhere(), contact: { phone: '+375291234567', consent: false } }, 'INPUT_INVALID'],
    [{ ...somewhere('ул. Мира, 777'), topic: 'YARD.BENCH', photos: [randomUUID()] }, 'FILE_UNKNOWN'],
  ])('refuses %j as %s and stores nothing', async (input, code) => {
    const before = await count()
    expect(await submit(town, input)).toMatchObject({ __typename: 'InvalidInput', code })
    expect(await count()).toEqual(before)
  })

  test('a refused file gives its number back', async () => {
    await submit(town, { ...somewhere('ул. Лесная, 1'), topic: 'YARD.BENCH', photos: [randomUUID()] })
    const next = await submit(town, { ...somewhere('ул. Лесная, 1'), topic: 'YARD.BENCH' })
    const numbers = await town.ctx.db.read
      .selectFrom('report')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(next.number.slice(-6))).toBe(Number(numbers.n))
  })

  test('HTML and SQL in a text are words', async () => {
    const text = `<img src=x onerror=alert(1)>'; drop table appeals.report; --`
    const { secret } = await submit(town, { ...somewhere('ул. Тихая, 1'), topic: 'YARD.BENCH', text })
    expect(
      (
        await town.ask<{ track: { text: string } }>('query ($secret: String!) { track(secret: $secret) { text } }', {
          secret,
        })
      ).track.text,
    ).toBe(text)
  })
})

describe('before a report is made', () => {
  test('gas: call 104 first, then it is taken', async () => {
    const gas = { object: 'UZ-0049', tile: 'GAS' }
    expect(await submit(town, gas)).toMatchObject({
      __typename: 'CallFirst',
      code: 'CALL_FIRST',
      phone: '104',
      topic: { code: 'UTIL.GAS' },
    })
    expect(await submit(town, { ...gas, called: true })).toMatchObject({ __typename: 'SubmittedReport' })
    const { place } = await town.ask<{ place: { tiles: { code: string; callFirst: string | null }[] } }>(
      '{ place(code: "узОО49") { tiles { code callFirst } } }',
    )
    expect(place.tiles.filter((tile) => tile.callFirst)).toEqual([{ code: 'GAS', callFirst: '104' }])
    expect(place.tiles.at(-1)).toMatchObject({ code: 'OTHER' })
  })

  test('the 21st report in ten minutes from one device is refused, from another it is not; later it is taken again', async () => {
    const device = { device: randomUUID() }
    for (let at = 0; at < 20; at += 1)
      expect((await submit(town, { ...somewhere(`ул. Новая, ${at}`), topic: 'WASTE.BIN' }, device)).__typename).toBe(
        'SubmittedReport',
      )
    const refused = await submit(town, { ...somewhere('ул. Новая, 21'), topic: 'WASTE.BIN' }, device)
    expect(refused).toMatchObject({ __typename: 'RateLimited', code: 'TOO_MANY_REPORTS', retryAfterSeconds: 600 })
    expect((await submit(town, { ...somewhere('ул. Новая, 21'), topic: 'WASTE.BIN' })).__typename).toBe(
      'SubmittedReport',
    )
    town.clock.advance(600_000)
    expect((await submit(town, { ...somewhere('ул. Новая, 22'), topic: 'WASTE.BIN' }, device)).__typename).toBe(
      'SubmittedReport',
    )
  })

  test('thirty at once from one device are twenty', async () => {
    const device = { device: randomUUID() }
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        submit(town, { ...somewhere(`ул. Разом, ${at}`), topic: 'WASTE.BIN' }, device),
      ),
    )
    expect(all.filter((one) => one.__typename === 'SubmittedReport')).toHaveLength(20)
    expect(all.filter((one) => one.__typename === 'RateLimited')).toHaveLength(10)
  })

  test('the same topic within fifty metres is suspected, with the distance; beyond it is not', async () => {
    const at = (lat: number) => ({ place: { point: { lat, lon: 27.3 } }, topic: 'ROAD.HOLE' })
    const first = await submit(town, at(53.5))
    const near = await submit(town, at(53.5 + 40 / 111_195))
    expect(near).toMatchObject({ __typename: 'DuplicateSuspected', candidates: [{ id: first.id, distance: 40 }] })
    expect((await submit(town, at(53.5 + 60 / 111_195))).__typename).toBe('SubmittedReport')
    const { nearbyReports } = await town.ask<{ nearbyReports: { distance: number }[] }>(
      '{ nearbyReports(point: { lat: 53.5, lon: 27.3 }, radius: 100) { distance } }',
    )
    expect(nearbyReports.map((one) => one.distance)).toEqual([0, 60])
  })
})

describe('where a report goes', () => {
  test('«Другое», and a topic nobody here serves, wait for a coordinator', async () => {
    expect(await submit(town, { object: 'UZ-0048', tile: 'OTHER', text: 'Играет музыка' })).toMatchObject({
      department: null,
      publicStatus: 'RECEIVED',
      routeReason: '«Другое»: координатор прочтёт и передаст службе',
    })
    expect(await submit(town, { ...somewhere('ул. Зелёная, 1'), topic: 'GREEN.TREE' })).toMatchObject({
      department: null,
    })
    const { inbox } = await town.ask<{
      inbox: { nodes: { place: { object: string | null }; actions: { name: string; primary: boolean }[] }[] }
    }>(
      '{ inbox(filter: { triage: true }, first: 100) { nodes { place { object } actions { name primary } } } }',
      {},
      { as: 'operator.uzda' },
    )
    expect(inbox.nodes.map((report) => report.place.object)).toEqual(expect.arrayContaining(['UZ-0048', null]))
    expect(inbox.nodes[0]!.actions.find((action) => action.primary)).toEqual({ name: 'REASSIGN', primary: true })
  })

  test('the city’s own rule stands before the topic and says its number', async () => {
    const rules = [
      { topic: 'YARD', territory: null, department: 'ROAD' },
      { topic: 'YARD.PLAY', territory: null, department: 'HOUS' },
    ]
    const save =
      'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename ... on Problem { code } } }'
    expect(await town.ask(save, { rules }, { as: 'admin.uzda' })).toEqual({
      saveRoutingRules: { __typename: 'RoutingRules' },
    })
    expect(await submit(town, { ...somewhere('ул. Правил, 1'), topic: 'YARD.BENCH' })).toMatchObject({
      department: 'ДЭУ',
      routeReason: 'тема «Скамейки, урны, беседки» → ДЭУ, правило 1',
    })
    expect(
      await town.ask(
        '{ explainRoute(topic: "YARD.PLAY") { department { code } reason rule } }',
        {},
        { as: 'admin.uzda' },
      ),
    ).toMatchObject({ explainRoute: { department: { code: 'ROAD' }, rule: 1 } })
    await town.ask(save, { rules: [] }, { as: 'admin.uzda' })
  })

  test('an obscene text waits for a human: strangers do not see it, and no duplicate is suspected', async () => {
    const held = await submit(town, { object: 'UZ-0048', tile: 'BENCH', text: 'хуйня, а не скамейка' })
    expect(held).toMatchObject({ __typename: 'SubmittedReport', department: null })
    const { place } = await town.ask<{ place: { openReports: { id: string }[] } }>(
      '{ place(code: "UZ-0048") { openReports { id } } }',
    )
    expect(place.openReports.map((one) => one.id)).not.toContain(held.id)
    expect((await submit(town, { object: 'UZ-0048', tile: 'BENCH' })).__typename).toBe('SubmittedReport')
    const released = await town.ask(
      'mutation ($id: ID!) { releaseReport(id: $id, version: 1) { ... on Report { status department { code } } ... on Problem { code } } }',
      { id: held.id },
      { as: 'operator.uzda' },
    )
    expect(released).toMatchObject({ releaseReport: { status: 'ROUTED', department: { code: 'HOUS' } } })
  })
})

test('with no calendar for a year a report is still accepted, marked, and dated when the city loads the calendar', async () => {
  town.clock.set('2027-12-30T09:00:00Z')
  const flagged = await submit(town, { object: 'UZ-0047', tile: 'SLIDE' })
  expect(flagged).toMatchObject({
    __typename: 'SubmittedReport',
    dueState: 'MISSING_CALENDAR',
    due: null,
    makeSafeDue: '2027-12-31T09:00:00.000Z',
  })
  const calendar = {
    year: 2028,
    state: 'OFFICIAL',
    source: 'test',
    holidays: [{ date: '2028-01-07', name: { ru: 'Рождество', be: 'Каляды', en: 'Christmas' } }],
    transfers: [],
  }
  await town.ask(
    'mutation ($calendar: CalendarYearInput!) { setCalendarYear(calendar: $calendar) { __typename ... on Problem { code } } }',
    { calendar },
    { as: 'admin.uzda' },
  )
  await town.host.events.idle()
  const { report } = await town.ask<{
    report: { dueState: string; due: string; dueSteps: { of: string; text: string }[] }
  }>(
    'query ($id: ID!) { report(id: $id) { dueState due dueSteps { of rule text } } }',
    { id: flagged.id },
    { as: 'executor.uzda' },
  )
  // from Thursday 30 December: 31, then 3, 4, 5, 6 January; the transfers of 2027 were never loaded, so it stays
  // provisional
  expect(report).toMatchObject({ dueState: 'PROVISIONAL', due: '2028-01-06T20:59:59.000Z' })
  expect(report.dueSteps.some((step) => step.of === 'fix')).toBe(true)
})
