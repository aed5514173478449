import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { join, letters, openTown, submit, type Submitted, type Town } from './town.ts'

const received = '2026-04-16T15:42:00Z'
let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
beforeEach(() => {
  town.clock.set(received)
})
afterAll(() => town.stop())

interface Card {
  readonly __typename: string
  readonly code?: string
  readonly id: string
  readonly version: number
  readonly status: string
  readonly text: string | null
  readonly textState: string
  readonly publicText: string | null
  readonly overdue: boolean
  readonly nextDue: string | null
  readonly history: {
    kind: string
    who: string
    public: boolean
    changes: { part: string; before: string | null; after: string | null }[]
  }[]
  readonly covers: unknown[]
  readonly [other: string]: unknown
}
const fields = `__typename id version status topic { code title } tile text textState publicText overdue nextDue makeSafeDue due dueState
  place { object name address territory point { lat lon } } department { code } routeReason breachedAt plannedFor covers { id from to }
  actions { name } history { kind who public changes { part before after } }`
const [operator, executor] = ['operator.uzda', 'executor.uzda']
const look = async (id: string, as = operator): Promise<Card> =>
  (await town.ask<{ report: Card }>(`query ($id: ID!) { report(id: $id) { ${fields} } }`, { id }, { as })).report
const correct = async (
  report: Pick<Card, 'id' | 'version'>,
  input: Record<string, unknown>,
  as = operator,
): Promise<Card> =>
  (
    await town.ask<{ r: Card }>(
      `mutation ($id: ID!, $version: Int!, $input: CorrectReportInput!) { r: correctReport(id: $id, version: $version, input: $input) {
        ... on Report { ${fields} } ... on Problem { __typename code message path } } }`,
      { id: report.id, version: report.version, input },
      { as },
    )
  ).r
const tried = async (id: string, input: Record<string, unknown>) =>
  (
    await town.ask<{ t: Record<string, unknown> }>(
      `query ($id: ID!, $input: CorrectReportInput!) { t: tryCorrection(id: $id, input: $input) {
        changed department { code } routeReason moved told makeSafeDue due dueState overdue } }`,
      { id, input },
      { as: operator },
    )
  ).t
const act = async (as: string, report: Pick<Card, 'id' | 'version'>, verb: string): Promise<Card> =>
  (
    await town.ask<{ r: Card }>(
      `mutation ($id: ID!, $version: Int!) { r: ${verb.replace('(', '(id: $id, version: $version')} { ... on Report { ${fields} } ... on Problem { __typename code message } } }`,
      { id: report.id, version: report.version },
      { as },
    )
  ).r
const street = () => ({ address: `ул. Лесная, ${randomUUID()}` })
const fresh = (more: Record<string, unknown> = {}): Promise<Submitted> =>
  submit(town, { place: street(), topic: 'OTHER', text: 'Яма у дома', ...more })

describe('the topic', () => {
  test('«Другое» becomes a pothole: department and dates as if it had come so, and nothing is late that is not', async () => {
    const { id, secret } = await fresh({ contact: { email: 'yama@example.by', consent: true } })
    // four hours to sort it are over: in triage it is late
    town.clock.set('2026-04-17T15:00:00Z')
    const before = await look(id)
    expect(before).toMatchObject({ overdue: true, department: null, nextDue: '2026-04-17T09:00:00.000Z' })
    const trial = await tried(id, { topic: 'ROAD.HOLE' })
    const after = await correct(before, { topic: 'ROAD.HOLE' })
    expect(after).toMatchObject({
      __typename: 'Report',
      status: 'ROUTED',
      version: before.version + 1,
      topic: { code: 'ROAD.HOLE' },
      department: { code: 'ROAD' },
      routeReason: 'тема «Яма на дороге» → ДЭУ',
      // 24 hours and ten days from Thursday 16 April 18:42; the tenth is a Sunday
      makeSafeDue: '2026-04-17T15:42:00.000Z',
      due: '2026-04-27T20:59:59.000Z',
      nextDue: '2026-04-17T15:42:00.000Z',
      overdue: false,
    })
    expect(trial).toMatchObject({
      changed: true,
      moved: true,
      told: true,
      department: after['department'],
      routeReason: after['routeReason'],
      makeSafeDue: after['makeSafeDue'],
      due: after['due'],
      overdue: after.overdue,
    })
    expect(after.history.slice(-2)).toMatchObject([
      {
        kind: 'CORRECTED',
        who: 'Test operator.uzda',
        public: false,
        changes: [{ part: 'TOPIC', before: 'Другое', after: 'Яма на дороге' }],
      },
      { kind: 'REASSIGNED', public: true, changes: [] },
    ])
    expect((await letters(town)).filter(({ recipient }) => recipient === 'yama@example.by').at(-1)).toMatchObject({
      text: expect.stringContaining('Уточнили сообщение и передали: ДЭУ. Исправят до 27 апреля.') as string,
    })
    const { track } = await town.ask<{ track: { steps: { kind: string }[] } }>(
      'query ($secret: String!) { track(secret: $secret) { topic { code } due steps { kind } } }',
      { secret },
    )
    expect(track).toMatchObject({ topic: { code: 'ROAD.HOLE' }, due: '2026-04-27T20:59:59.000Z' })
    expect(track.steps.map(({ kind }) => kind)).toEqual(['RECEIVED', 'REASSIGNED'])
  })

  test('what the right topic had promised by then is late, whatever the wrong one said', async () => {
    const { id } = await fresh()
    town.clock.set('2026-04-18T15:00:00Z')
    const after = await correct(await look(id), { topic: 'ROAD.HOLE' })
    expect(after).toMatchObject({ overdue: true, nextDue: '2026-04-17T15:42:00.000Z' })
  })

  test('passed on as «Другое» it is late with nothing: its only term was that of sorting', async () => {
    const { id } = await fresh()
    town.clock.set('2026-04-18T15:00:00Z')
    const passed = await act(operator, await look(id), 'reassignReport(, department: "HOUS", reason: "ваш двор")')
    expect(passed).toMatchObject({
      status: 'ROUTED',
      overdue: false,
      makeSafeDue: null,
      dueState: 'NONE',
      nextDue: null,
    })
  })

  test('corrected back it is as it was, tile and all', async () => {
    const { id } = await submit(town, { object: 'UZ-0047', tile: 'SWING', anywayNew: true })
    const before = await look(id)
    const wrong = await correct(before, { topic: 'ROAD.HOLE' })
    expect(wrong).toMatchObject({ tile: null, department: { code: 'ROAD' } })
    const back = await correct(wrong, { topic: 'YARD.PLAY' })
    for (const part of ['topic', 'tile', 'department', 'due', 'makeSafeDue', 'nextDue', 'routeReason', 'place'])
      expect(back[part], part).toEqual(before[part])
  })

  test('within one department only a new date is told, and to whoever sees it too in their language', async () => {
    const { id } = await fresh({ topic: 'YARD.PLAY', contact: { email: 'dvor@example.by', consent: true } })
    const secret = await join(town, id)
    await town.ask(
      'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { email: "be@example.by", consent: true }) { __typename } }',
      { secret },
      { lang: 'be' },
    )
    const taken = await act(executor, await look(id), 'acceptReport()')
    const after = await correct(taken, { topic: 'YARD.BENCH' })
    expect(after).toMatchObject({ status: 'ACCEPTED', department: { code: 'HOUS' }, makeSafeDue: null })
    const last = async (to: string) => (await letters(town)).filter(({ recipient }) => recipient === to).at(-1)
    expect(await last('dvor@example.by')).toMatchObject({ subject: expect.stringContaining('новый срок') as string })
    const told = (await letters(town)).length
    expect(await correct(after, { text: 'Скамейка сломана' })).toMatchObject({ __typename: 'Report' })
    expect(await letters(town)).toHaveLength(told)
  })
})

test('a place: the plate answers for territory and owner, and address and point are read as at intake', async () => {
  const { id } = await fresh({ topic: 'YARD.PLAY' })
  const there = await correct(await look(id), { place: { object: 'uz-0049' } })
  expect(there).toMatchObject({
    place: { object: 'UZ-0049', name: 'Подъезд 1', address: 'ул. Ленина, 3', point: { lat: 53.47, lon: 27.23 } },
    department: { code: 'HOUS' },
  })
  expect(there.history.at(-1)).toMatchObject({
    kind: 'CORRECTED',
    changes: [{ part: 'PLACE', after: 'Подъезд 1, ул. Ленина, 3' }],
  })
  expect(await correct(there, { place: { object: 'UZ-9999' } })).toMatchObject({
    code: 'PLACE_UNKNOWN',
    path: 'input.place.object',
  })
  expect(await correct(there, { place: { address: ' ' } })).toMatchObject({ code: 'PLACE_MISSING' })
  const far = { place: { point: { lat: 55.75, lon: 37.62 }, address: 'Москва' } }
  expect(await correct(there, far)).toMatchObject({ __typename: 'PlaceElsewhere', code: 'PLACE_ELSEWHERE' })
  expect(await correct(there, { ...far, anyPlace: true })).toMatchObject({ place: { object: null, address: 'Москва' } })
})

test('the text: staff keep what the author wrote; others read the corrected words after a look, covers where they belong', async () => {
  const text = 'Сломаны качели, спросите Иванова'
  const { id, number } = await fresh({ topic: 'YARD.PLAY', text })
  const cover = async (from: number, to: number) =>
    town.ask(
      'mutation ($id: ID!, $from: Int!, $to: Int!) { coverReport(report: $id, part: TEXT, from: $from, to: $to) { __typename ... on Problem { code } } }',
      { id, from, to },
      { as: operator },
    )
  await cover(text.indexOf('Иванова'), text.length)
  const shown = await act(operator, await look(id), 'publishReport(').catch(() => undefined)
  expect(shown).toBeUndefined()
  await town.ask(
    'mutation ($id: ID!, $version: Int!) { publishReport(report: $id, version: $version) { __typename ... on Problem { code } } }',
    { id, version: (await look(id)).version },
    { as: operator },
  )
  const public_ = await look(id)
  expect(public_).toMatchObject({ textState: 'SHOWN', publicText: 'Сломаны качели, спросите •••' })
  const after = await correct(public_, { text: 'Сломана горка, спросите Иванова' })
  expect(after).toMatchObject({
    textState: 'CHECKING',
    text: 'Сломана горка, спросите Иванова',
    publicText: 'Сломана горка, спросите •••',
  })
  expect(after.history.at(-1)).toMatchObject({
    changes: [{ part: 'TEXT', before: text, after: 'Сломана горка, спросите Иванова' }],
  })
  const waiting = await town.ask<{ reports: { nodes: { number: string }[] } }>(
    '{ reports(filter: { toLook: true }, first: 100) { nodes { number } } }',
    {},
    { as: operator },
  )
  expect(waiting.reports.nodes.map((one) => one.number)).toContain(number)
  // a name that stands nowhere any more takes its cover with it
  expect(await correct(after, { text: 'Сломана горка' })).toMatchObject({ covers: [] })
})

test('two at once: one wins, the other is told', async () => {
  const { id } = await fresh()
  const seen = await look(id)
  const both = await Promise.all([correct(seen, { topic: 'ROAD.HOLE' }), correct(seen, { topic: 'YARD.PLAY' })])
  expect(both.map((one) => one.code ?? one.__typename).sort()).toEqual(['CHANGED_MEANWHILE', 'Report'])
  expect((await look(id)).history.filter(({ kind }) => kind === 'CORRECTED')).toHaveLength(1)
})

test('refused once it is over, to whoever is no coordinator, and for what does not exist; nothing is half-stored', async () => {
  const { id } = await fresh({ topic: 'YARD.PLAY' })
  const open = await look(id)
  expect(open['actions']).toContainEqual({ name: 'CORRECT' })
  const byExecutor = await town
    .ask(
      'mutation ($id: ID!) { correctReport(id: $id, version: 1, input: { topic: "ROAD.HOLE" }) { __typename ... on Problem { code } } }',
      { id },
      { as: executor },
    )
    .catch(String)
  expect(JSON.stringify(byExecutor)).toMatch(/NotAllowed|NOT_ALLOWED|FORBIDDEN/)
  expect(await correct(open, { topic: 'NO.SUCH', text: 'другое' })).toMatchObject({
    __typename: 'InvalidInput',
    code: 'TOPIC_UNKNOWN',
  })
  expect(await look(id)).toEqual(open)
  const answered = await act(executor, open, 'answerReport(, text: "Готово")')
  expect(await correct(answered, { topic: 'ROAD.HOLE' })).toMatchObject({
    __typename: 'Conflict',
    code: 'CORRECT_TOO_LATE',
  })
  for (const status of ['MERGED', 'WITHDRAWN']) {
    await town.ctx.db.transaction((tx) =>
      tx.kysely
        .updateTable('report')
        .set({ status: status as 'MERGED' })
        .where('id', '=', id)
        .execute(),
    )
    expect(await correct(await look(id), { topic: 'ROAD.HOLE' }), status).toMatchObject({ code: 'CORRECT_TOO_LATE' })
  }
})

test('a breach before a plan is that of the right topic: corrected, it is gone or stays', async () => {
  const { id } = await fresh({ topic: 'YARD.PLAY' })
  town.clock.set('2026-04-28T09:00:00Z')
  const planned = await act(executor, await look(id), 'planReport(, date: "2026-05-08", reason: "ждём деталь")')
  expect(planned).toMatchObject({ breachedAt: '2026-04-17T15:42:00.000Z', overdue: true })
  // eight working days from receipt, nothing to make safe: nothing was late when it was planned
  const bench = await correct(planned, { topic: 'YARD.BENCH' })
  expect(bench).toMatchObject({ plannedFor: '2026-05-08', breachedAt: null, overdue: false })
  expect(await correct(bench, { topic: 'YARD.CLEAN' })).toMatchObject({ overdue: true })
})
