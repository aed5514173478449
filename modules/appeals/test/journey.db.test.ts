import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { letters, openTown, submit, type Submitted, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const trackQuery = `query ($secret: String!) { track(secret: $secret) {
  number regime legal viewer publicStatus text next department dueByDay due supporters rating canConfirm canReopen reopensLeft contactGiven answer photoState
  steps { kind text note } photosBefore { url } photosAfter { url } } }`
interface Tracked {
  publicStatus: string
  next: string
  canConfirm: boolean
  canReopen: boolean
  reopensLeft: number
  due: string
  supporters: number
  rating: number | null
  steps: { kind: string; text: string; note: string | null }[]
  photosBefore: { url: string }[]
  photosAfter: { url: string }[]
  [other: string]: unknown
}
const track = async (secret: string, lang: 'ru' | 'be' | 'en' = 'ru') =>
  (await town.ask<{ track: Tracked }>(trackQuery, { secret }, { lang })).track

const executor = { as: 'executor.uzda' }
const card =
  'id number status publicStatus version overdue due nextDue dueState routeReason department { code name } actions { name primary } history { kind who note } photosBefore { id visibility } photosAfter { id } contact { phone email signedIn standing } reopens supporters rating'
interface Card {
  id: string
  status: string
  version: number
  due: string
  nextDue: string
  actions: { name: string; primary: boolean }[]
  history: { kind: string; who: string }[]
  photosBefore: { id: string; visibility: string }[]
  contact: unknown
  [other: string]: unknown
}
const inboxOf = async (as: string) =>
  (await town.ask<{ inbox: { nodes: Card[]; total: number } }>(`{ inbox { total nodes { ${card} } } }`, {}, { as }))
    .inbox
const verb = async (name: string, args: string, variables: Record<string, unknown>, as: string) =>
  (
    await town.ask<Record<string, Card & { __typename: string; code?: string }>>(
      `mutation (${args}) { r: ${name}(${args
        .split(',')
        .map((one) => one.split(':')[0]!.trim())
        .map((one) => `${one.slice(1)}: ${one}`)
        .join(', ')}) { __typename ... on Report { ${card} } ... on Problem { code message } } }`,
      variables,
      { as },
    )
  )['r']!

let first: Submitted
const guest = { device: randomUUID() }
let before = ''

test('E1: Thursday evening, a guest, two taps and a photo', async () => {
  before = await town.upload(guest)
  first = await submit(
    town,
    {
      object: 'uz-0047',
      tile: 'SWING',
      photos: [before],
      photoConsent: true,
      contact: { phone: '+375 29 123-45-67', consent: true },
    },
    guest,
  )
  expect(first).toMatchObject({
    __typename: 'SubmittedReport',
    number: 'УЗ-С-2026-000001',
    regime: 'MESSAGE',
    legal: 'Это сообщение, не обращение по Закону № 300-З.',
    publicStatus: 'RECEIVED',
    topic: { code: 'YARD.PLAY' },
    department: 'Узденское ЖКХ',
    place: { object: 'UZ-0047', name: 'Детская площадка', address: 'ул. Советская, 12' },
    makeSafeDue: '2026-04-17T15:42:00.000Z',
    due: '2026-04-25T20:59:59.000Z',
    dueByDay: true,
    dueState: 'SET',
  })
  expect(first['routeReason']).toBe('тема «Детская площадка неисправна» → Узденское ЖКХ')
  expect(first.trackingUrl).toBe(`http://localhost/c/uzda/t/${first.secret}`)
  expect(first.secret).toMatch(/^[\w-]{32}$/)
})

test('the tracking page needs the secret and shows no personal datum', async () => {
  const page = await track(first.secret)
  expect(page).toMatchObject({
    publicStatus: 'RECEIVED',
    viewer: 'REPORTER',
    next: 'Узденское ЖКХ: примут в работу.',
    contactGiven: true,
    canConfirm: false,
    supporters: 1,
  })
  expect(page.steps.map((step) => step.text)).toEqual(['Сообщение принято', 'Передано: Узденское ЖКХ'])
  expect(page.photosBefore).toHaveLength(1)
  expect(JSON.stringify(page)).not.toMatch(/375|1234567/)
  const wrong = await town.graph('uzda', trackQuery, {
    secret: `${first.secret.slice(0, -1)}${first.secret.endsWith('A') ? 'B' : 'A'}`,
  })
  expect(wrong.data).toEqual({ track: null })
  expect(wrong.errors?.[0]?.extensions.code).toBe('TRACKING_UNKNOWN')
  expect((await town.graph('zhodino', trackQuery, { secret: first.secret })).errors?.[0]?.extensions.code).toBe(
    'TRACKING_UNKNOWN',
  )
})

test('E2: ten minutes later somebody else joins instead of reporting it again', async () => {
  town.clock.advance(10 * 60_000)
  const anna = { as: 'anna' }
  const suspected = await submit(town, { object: 'UZ-0047', tile: 'SWING' }, anna)
  expect(suspected).toMatchObject({
    __typename: 'DuplicateSuspected',
    code: 'DUPLICATE_SUSPECTED',
    candidates: [
      { id: first.id, photoState: 'CHECKING', photosBefore: [], supporters: 1, distance: 0, joinable: true },
    ],
  })

  const passed = await verb(
    'passPhoto',
    '$report: ID!, $photo: UUID!',
    { report: first.id, photo: before },
    'executor.uzda',
  )
  expect(passed).toMatchObject({ __typename: 'Report', photosBefore: [{ id: before, visibility: 'PASSED' }] })
  const again = await submit(town, { object: 'UZ-0047', tile: 'SWING' }, anna)
  expect(again.candidates).toMatchObject([{ photoState: 'PASSED', photosBefore: [{}] }])

  const join = (options: { as?: string; device?: string }) =>
    town.ask<{ joinReport: { __typename: string; supporters: number; secret: string } }>(
      'mutation ($input: JoinReportInput!) { joinReport(input: $input) { __typename ... on JoinedReport { supporters secret trackingPath report { supporters } } ... on Problem { code } } }',
      { input: { report: first.id, submissionKey: randomUUID() } },
      options,
    )
  const joined = (await join(anna)).joinReport
  expect(joined).toMatchObject({ __typename: 'JoinedReport', supporters: 2, report: { supporters: 2 } })
  expect((await join(anna)).joinReport).toMatchObject({ supporters: 2, secret: joined.secret })
  expect((await join(guest)).joinReport, 'the author is counted already').toMatchObject({
    supporters: 2,
    secret: first.secret,
  })
  expect(await track(joined.secret)).toMatchObject({ viewer: 'SUPPORTER', supporters: 2, canReopen: false })

  const other = await submit(town, { object: 'UZ-0047', tile: 'SANDBOX', anywayNew: true }, anna)
  expect(other).toMatchObject({ __typename: 'SubmittedReport', number: 'УЗ-С-2026-000002' })
})

test('the executor sees it by time left, knows why, has one thing to do', async () => {
  const inbox = await inboxOf('executor.uzda')
  expect(inbox.total).toBe(2)
  expect(inbox.nodes[0]).toMatchObject({
    id: first.id,
    status: 'ROUTED',
    nextDue: '2026-04-17T15:42:00.000Z',
    overdue: false,
    department: { code: 'HOUS' },
    contact: { phone: '+375291234567', signedIn: false, standing: 'WAITING' },
    supporters: 2,
  })
  expect(inbox.nodes[0]!.actions.filter((action) => action.primary)).toEqual([{ name: 'ACCEPT', primary: true }])
  expect(inbox.nodes[0]!.history.map((step) => step.who)).toEqual(['Житель', 'Платформа', 'Test executor.uzda'])
  expect((await inboxOf('executor.uzda+light')).nodes).toEqual([])
  expect((await inboxOf('operator.uzda')).total).toBe(2)
})

test('accepted, then answered with a photo and no words; whoever was faster wins', async () => {
  const { version } = (await inboxOf('executor.uzda')).nodes[0]!
  const accepted = await verb('acceptReport', '$id: ID!, $version: Int!', { id: first.id, version }, 'executor.uzda')
  expect(accepted).toMatchObject({
    status: 'ACCEPTED',
    publicStatus: 'IN_PROGRESS',
    nextDue: '2026-04-25T20:59:59.000Z',
  })
  const nothing = await verb(
    'answerReport',
    '$id: ID!, $version: Int!, $text: String',
    { id: first.id, version: accepted.version, text: ' ' },
    'executor.uzda',
  )
  expect(nothing).toMatchObject({ __typename: 'InvalidInput', code: 'ANSWER_REQUIRED' })
  expect(
    await verb(
      'answerReport',
      '$id: ID!, $version: Int!, $text: String',
      { id: first.id, version, text: 'Готово' },
      'executor.uzda',
    ),
  ).toMatchObject({ __typename: 'Conflict', code: 'CHANGED_MEANWHILE' })

  town.clock.set('2026-04-24T09:00:00Z')
  const after = await town.upload(executor)
  const answered = await verb(
    'answerReport',
    '$id: ID!, $version: Int!, $photos: [UUID!]',
    { id: first.id, version: accepted.version, photos: [after] },
    'executor.uzda',
  )
  expect(answered).toMatchObject({ status: 'ANSWERED', publicStatus: 'DONE', photosAfter: [{ id: after }] })
  expect(answered.actions.some((action) => action.primary)).toBe(false)
})

test('«нет» with two stars brings it back with a new due date; «да» with five ends it; both ratings stay', async () => {
  const page = await track(first.secret)
  expect(page).toMatchObject({
    publicStatus: 'DONE',
    canConfirm: true,
    canReopen: true,
    reopensLeft: 2,
    next: 'Посмотрите результат и скажите: исправлено?',
  })
  expect(page.photosAfter).toHaveLength(1)
  const reopen =
    'mutation ($secret: String!, $comment: String!, $rating: Int) { r: reopenReport(secret: $secret, comment: $comment, rating: $rating) { __typename ... on TrackedReport { publicStatus due reopensLeft steps { kind note } } ... on Problem { code } } }'
  const reopened = await town.ask<{ r: Record<string, unknown> }>(reopen, {
    secret: first.secret,
    comment: 'не закручено',
    rating: 2,
  })
  // Friday 24 April + 5 working days, of which Saturday the 25th is one and 1 May is none
  expect(reopened.r).toMatchObject({
    __typename: 'TrackedReport',
    publicStatus: 'IN_PROGRESS',
    due: '2026-04-30T20:59:59.000Z',
    reopensLeft: 1,
  })

  const back = (await inboxOf('executor.uzda')).nodes.find((report) => report.id === first.id)!
  expect(back).toMatchObject({ status: 'REOPENED', reopens: 1, rating: 2 })
  const again = await town.upload(executor)
  await verb(
    'answerReport',
    '$id: ID!, $version: Int!, $photos: [UUID!]',
    { id: first.id, version: back.version, photos: [again] },
    'executor.uzda',
  )
  const confirmed = await town.ask<{ r: Record<string, unknown> }>(
    'mutation ($secret: String!) { r: confirmReport(secret: $secret, rating: 5) { __typename ... on TrackedReport { publicStatus rating photosAfter { id } steps { kind } } ... on Problem { code } } }',
    { secret: first.secret },
  )
  expect(confirmed.r).toMatchObject({
    __typename: 'TrackedReport',
    publicStatus: 'DONE',
    rating: 5,
    photosAfter: [{ id: again }],
  })
  const ratings = await town.ctx.db.read
    .selectFrom('history')
    .select('rating')
    .where('report', '=', first.id)
    .where('rating', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  expect(ratings.map((row) => row.rating)).toEqual([2, 5])
})

test('everybody was told of every public step, once', async () => {
  const all = await letters(town)
  const to = (recipient: string) =>
    all
      .filter((letter) => letter.recipient.includes(recipient) && letter.subject.includes('000001'))
      .map((letter) => letter.subject.replace('Сообщение УЗ-С-2026-000001', '').replace(/^:? /, ''))
  expect(to('375291234567')).toEqual([
    'принято',
    'в работе',
    'есть ответ',
    'снова в работе',
    'есть ответ',
    'исправлено',
  ])
  expect(to('anna')).toEqual(['в работе', 'есть ответ', 'снова в работе', 'есть ответ', 'исправлено'])
  const keys = all.map((letter) => `${letter.event} ${letter.recipient}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(all.filter((letter) => letter.recipient.endsWith('executor.uzda')).map((letter) => letter.subject)).toEqual([
    'Новое: Качели сломаны',
    'Новое: Песочница',
    'Не исправлено: Качели сломаны',
  ])
})

test('the head’s morning counts one confirmed, one reopened, the last rating', async () => {
  town.clock.advance(60_000)
  const { morning } = await town.ask<{
    morning: Record<string, { value: number; filter: unknown; minutes: number; mean: number }> & { pairs: unknown[] }
  }>(
    '{ morning(days: 30) { open { value filter } overdue { value filter } confirmed { value filter } reopened { value filter } received { value filter } firstResponse { minutes count filter } rating { mean count } pairs { report { number } before { url } after { url } } } }',
    {},
    { as: 'head.uzda' },
  )
  expect(morning).toMatchObject({
    open: { value: 1 },
    confirmed: { value: 1 },
    reopened: { value: 1 },
    received: { value: 2 },
    firstResponse: { minutes: 10, count: 1 },
    rating: { mean: 5, count: 1 },
  })
  expect(morning.pairs).toHaveLength(1)
  for (const name of ['open', 'overdue', 'confirmed', 'reopened', 'received'] as const) {
    const list = await town.ask<{ reports: { total: number; nodes: unknown[] } }>(
      'query ($filter: ReportFilter) { reports(filter: $filter, first: 100) { total nodes { id } } }',
      { filter: morning[name]!.filter },
      { as: 'head.uzda' },
    )
    expect(list.reports.total, name).toBe(morning[name]!.value)
    expect(list.reports.nodes, name).toHaveLength(morning[name]!.value)
  }
})

test('the signed-in reporter finds in «мои дела» what they sent and what they joined, with the way to its page', async () => {
  const { myCases } = await town.ask<{ myCases: { number: string; title: string; href: string }[] }>(
    '{ myCases { number title publicStatus place href } }',
    {},
    { as: 'anna' },
  )
  expect(myCases).toMatchObject([
    { number: 'УЗ-С-2026-000002', title: 'Песочница' },
    { number: first.number, title: 'Качели сломаны' },
  ])
  expect(await track(myCases[0]!.href.slice('/t/'.length))).toMatchObject({
    number: 'УЗ-С-2026-000002',
    viewer: 'REPORTER',
  })
  expect(await track(myCases[1]!.href.slice('/t/'.length))).toMatchObject({ number: first.number, viewer: 'SUPPORTER' })
})

test('a rejected report is over in «мои дела», and not done', async () => {
  const { id, number } = await submit(town, { object: 'UZ-0048', topic: 'YARD.PLAY', anywayNew: true }, { as: 'anna' })
  const reject = `mutation ($id: ID!) { r: rejectReport(id: $id, version: 1, reason: "Не о городе") { __typename } }`
  expect(await town.ask(reject, { id }, { as: 'operator.uzda' })).toEqual({ r: { __typename: 'Report' } })
  const { myCases } = await town.ask<{ myCases: { number: string; publicStatus: string }[] }>(
    '{ myCases { number publicStatus } }',
    {},
    { as: 'anna' },
  )
  expect(myCases.find((one) => one.number === number)).toEqual({ number, publicStatus: 'ENDED' })
})
