import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { letters, openTown, submit, type Submitted, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

interface Card {
  __typename: string
  code?: string
  id: string
  status: string
  version: number
  nextDue: string | null
  overdue: boolean
  department: { code: string } | null
  returns: number
  actions: { name: string; primary: boolean }[]
  [other: string]: unknown
}
const fields = `__typename ... on Report { id status publicStatus version nextDue overdue plannedFor department { code } returns
    routeReason draft { text photos } actions { name primary } } ... on Problem { code message path }`
const types: Readonly<Record<string, string>> = {
  id: 'ID!',
  version: 'Int!',
  reason: 'String!',
  department: 'String!',
  date: 'Date!',
  text: 'String',
  photos: '[UUID!]',
}

/** A verb of staff with the version on their screen. */
async function act(
  as: string,
  name: string,
  report: Pick<Card, 'id' | 'version'>,
  more: Record<string, unknown> = {},
): Promise<Card> {
  const variables = { id: report.id, version: report.version, ...more }
  const names = Object.keys(variables)
  const query = `mutation (${names.map((one) => `$${one}: ${types[one]}`).join(', ')}) { r: ${name}(${names.map((one) => `${one}: $${one}`).join(', ')}) { ${fields} } }`
  return (await town.ask<{ r: Card }>(query, variables, { as })).r
}
const look = async (id: string, as = 'operator.uzda'): Promise<Card> =>
  (
    await town.ask<{ report: Card }>(
      `query ($id: ID!) { report(id: $id) { ${fields.replace('... on Problem { code message path }', '')} } }`,
      { id },
      { as },
    )
  ).report
const fresh = (): Promise<Submitted> =>
  submit(town, {
    place: { address: `ул. ${randomUUID()}` },
    topic: 'YARD.PLAY',
    contact: { email: 'anna@example.by', consent: true },
  })
const [executor, operator] = ['executor.uzda', 'operator.uzda']

describe('a department', () => {
  test('returns what is not its own twice, each time with a reason; then the coordinator’s word stands', async () => {
    const { id } = await fresh()
    let report: Card = await look(id)
    expect(await act(executor, 'returnReport', report, { reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
      code: 'REASON_REQUIRED',
    })
    for (const times of [1, 2]) {
      report = await act(executor, 'returnReport', report, { reason: 'не наша территория' })
      expect(report).toMatchObject({ status: 'NEW', department: null, returns: times })
      expect(await act(operator, 'reassignReport', report, { department: 'NONE', reason: 'x' })).toMatchObject({
        __typename: 'InvalidInput',
        code: 'DEPARTMENT_UNKNOWN',
      })
      report = await act(operator, 'reassignReport', report, { department: 'HOUS', reason: 'ваша: по договору' })
      expect(report).toMatchObject({
        status: 'ROUTED',
        department: { code: 'HOUS' },
        routeReason: 'решение координатора: ваша: по договору',
      })
    }
    expect((await look(id, executor)).actions.map((action) => action.name)).not.toContain('RETURN')
    expect(await act(executor, 'returnReport', report, { reason: 'и всё-таки' })).toMatchObject({
      __typename: 'Conflict',
      code: 'RETURN_LIMIT',
    })
  })

  test('names a day and the reason: no breach until that day has passed', async () => {
    const { id, secret } = await fresh()
    const report = await look(id)
    expect(await act(executor, 'planReport', report, { date: '2026-04-15', reason: 'вчера' })).toMatchObject({
      __typename: 'InvalidInput',
      code: 'DATE_IN_PAST',
    })
    const planned = await act(executor, 'planReport', report, { date: '2026-05-08', reason: 'ждём деталь' })
    expect(planned).toMatchObject({
      status: 'INTERIM',
      publicStatus: 'PLANNED',
      plannedFor: '2026-05-08',
      nextDue: '2026-05-08T20:59:59.000Z',
    })
    expect(
      (
        await town.ask<{ track: unknown }>(
          'query ($secret: String!) { track(secret: $secret) { publicStatus next plannedReason } }',
          { secret },
          { lang: 'be' },
        )
      ).track,
    ).toEqual({ publicStatus: 'PLANNED', next: 'Уздзенская ЖКГ выправіць да 8 мая.', plannedReason: 'ждём деталь' })
    expect((await letters(town)).find((letter) => letter.subject.includes('сделаем до 8 мая'))?.text).toContain(
      'Почему не сразу: ждём деталь',
    )
  })

  test('keeps a draft for each person, used up by the answer', async () => {
    const { id } = await fresh()
    const save = (as: string, text: string) =>
      town.ask(
        'mutation ($report: ID!, $text: String!) { saveAnswerDraft(report: $report, text: $text) { ... on DraftSaved { draft { text } } ... on Problem { code } } }',
        { report: id, text },
        { as },
      )
    await save(executor, 'Кач')
    expect(await save(executor, 'Качели починены')).toEqual({ saveAnswerDraft: { draft: { text: 'Качели починены' } } })
    const report = await look(id, executor)
    expect(report['draft']).toEqual({ text: 'Качели починены', photos: [] })
    expect((await look(id))['draft']).toBeNull()
    expect(await act(executor, 'answerReport', report, { text: 'Качели починены' })).toMatchObject({
      status: 'ANSWERED',
      draft: null,
    })
  })

  test('of two who press at once one wins, and the other is told to look again', async () => {
    const { id } = await fresh()
    const report = await look(id)
    const both = await Promise.all([
      act(executor, 'planReport', report, { date: '2026-05-01', reason: 'a' }),
      act(executor, 'planReport', report, { date: '2026-05-02', reason: 'b' }),
    ])
    expect(both.map((one) => one.code ?? one.status).sort()).toEqual(['CHANGED_MEANWHILE', 'INTERIM'])
  })

  test('a new supporter does not take the answer out of its hands', async () => {
    const { id } = await fresh()
    const report = await look(id)
    await town.ask(
      'mutation ($input: JoinReportInput!) { joinReport(input: $input) { __typename } }',
      { input: { report: id, submissionKey: randomUUID() } },
      { device: randomUUID() },
    )
    expect(await act(executor, 'acceptReport', report)).toMatchObject({ status: 'ACCEPTED' })
  })
})

describe('a reporter', () => {
  const reopen = (secret: string) =>
    town.ask<{ r: { __typename: string; code?: string } }>(
      'mutation ($secret: String!) { r: reopenReport(secret: $secret, comment: "снова") { __typename ... on Problem { code } } }',
      { secret },
    )
  const answer = async (id: string) => act(executor, 'answerReport', await look(id, executor), { text: 'Сделано' })

  test('reopens twice, then not; after fourteen days not at all', async () => {
    const { id, secret } = await fresh()
    for (let times = 0; times < 2; times += 1) {
      await answer(id)
      expect((await reopen(secret)).r.__typename).toBe('TrackedReport')
    }
    await answer(id)
    expect((await reopen(secret)).r).toMatchObject({ __typename: 'Conflict', code: 'REOPEN_LIMIT' })

    const late = await fresh()
    await answer(late.id)
    town.clock.advance(14 * 86_400_000 + 1)
    expect((await reopen(late.secret)).r).toMatchObject({ __typename: 'Conflict', code: 'REOPEN_WINDOW' })
    await town.host.events.runJob('appeals', 'closeAnswered')
    await expect.poll(async () => (await look(late.id)).status, { timeout: 10_000 }).toBe('CLOSED')
  })

  test('leaves a contact afterwards; confirming twice is once', async () => {
    const { id, secret } = await submit(town, { place: { address: 'ул. Поздняя, 1' }, topic: 'YARD.PLAY' })
    const left = await town.ask(
      'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { email: "Late@Example.by", consent: true }) { ... on TrackedReport { contactGiven } ... on Problem { code } } }',
      { secret },
    )
    expect(left).toEqual({ leaveContact: { contactGiven: true } })
    await answer(id)
    const yes = () =>
      town.ask('mutation ($secret: String!) { confirmReport(secret: $secret, rating: 4) { __typename } }', { secret })
    expect([await yes(), await yes()]).toEqual([
      { confirmReport: { __typename: 'TrackedReport' } },
      { confirmReport: { __typename: 'TrackedReport' } },
    ])
    expect(
      (await letters(town))
        .filter((letter) => letter.recipient.includes('late@example.by'))
        .map((letter) => letter.subject.split(': ')[1])
        .filter(Boolean),
    ).toEqual(['сделано', 'исправлено'])
  })

  test('a rejected text is told why', async () => {
    const { id, secret } = await submit(town, {
      place: { address: 'ул. Грубая, 1' },
      topic: 'YARD.PLAY',
      text: 'идите на хуй',
    })
    expect(await act(operator, 'rejectReport', await look(id), { reason: 'Брань без сути.' })).toMatchObject({
      status: 'REJECTED',
      publicStatus: 'DONE',
    })
    const { track } = await town.ask<{ track: { steps: { kind: string; note: string | null }[] } }>(
      'query ($secret: String!) { track(secret: $secret) { steps { kind note } } }',
      { secret },
    )
    expect(track.steps.at(-1)).toEqual({ kind: 'REJECTED', note: 'Брань без сути.' })
  })
})

test('what is none of the city’s business is rejected after it was routed; the department is told, words go with it', async () => {
  const { id, secret } = await submit(town, {
    object: 'UZ-0049',
    topic: 'YARD.PLAY',
    text: 'Сосед Хитров шумит',
    contact: { email: 'late@example.by', consent: true },
  })
  const accepted = await act(executor, 'acceptReport', await look(id))
  expect((await look(id)).actions.map(({ name }) => name)).toContain('REJECT')
  expect(await act(operator, 'rejectReport', accepted, { reason: 'Это к участковому' })).toMatchObject({
    status: 'REJECTED',
  })
  const { place, track } = await town.ask<{ place: { openReports: unknown[] }; track: { steps: { note: string }[] } }>(
    'query ($secret: String!) { place(code: "UZ-0049") { openReports { id } } track(secret: $secret) { steps { note } } }',
    { secret },
  )
  expect(place.openReports).toEqual([])
  expect(track.steps.at(-1)!.note).toBe('Это к участковому')
  const told = (await letters(town)).filter((letter) => letter.href === `/m/appeals/inbox/${id}`)
  expect(told.map((letter) => letter.subject.split(':')[0])).toContain('Отклонено')
})

test('what has become late is said once to the department', async () => {
  const { id } = await fresh()
  town.clock.advance(25 * 3_600_000)
  expect(await look(id)).toMatchObject({ overdue: true })
  const late = async () =>
    (await letters(town)).filter(
      (letter) => letter.subject.startsWith('Срок прошёл') && letter.href === `/m/appeals/inbox/${id}`,
    ).length
  for (let times = 0; times < 2; times += 1) {
    await town.host.events.runJob('appeals', 'overdueReminder')
    await expect.poll(late, { timeout: 10_000 }).toBe(1)
  }
})
