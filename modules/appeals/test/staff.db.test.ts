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
    ).toEqual({ publicStatus: 'PLANNED', next: 'Уздзенская ЖКГ: выправяць да 8 мая.', plannedReason: 'ждём деталь' })
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

  test('a rejected text is told why', async () => {
    const { id, secret } = await submit(town, {
      place: { address: 'ул. Грубая, 1' },
      topic: 'YARD.PLAY',
      text: 'идите на хуй',
    })
    expect(await act(operator, 'rejectReport', await look(id), { reason: 'Брань без сути.' })).toMatchObject({
      status: 'REJECTED',
      publicStatus: 'ENDED',
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

describe('a call', () => {
  interface Call {
    id: string
    title: string
    words: string | null
    href: string
    due: string | null
    state: string
  }
  const calls = async (list = 'SERVICE'): Promise<Call[]> =>
    (
      await town.ask<{ tasks: { nodes: Call[] } }>(
        'query ($list: TaskList!) { tasks(list: $list) { nodes { id title words href due state } } }',
        { list },
        { as: executor },
      )
    ).tasks.nodes
  const byPhone = (more: Record<string, unknown> = {}): Promise<Submitted> =>
    submit(town, {
      place: { address: `ул. ${randomUUID()}` },
      topic: 'YARD.PLAY',
      contact: { phone: '8 029 123-45-67', consent: true, ...more },
    })
  const ask = async (id: string, words: string) =>
    (
      await town.ask<{ r: { code?: string; history?: { text: string; who: string; note: string | null }[] } }>(
        `mutation ($report: ID!, $words: String!) { r: askToCall(report: $report, words: $words) {
          ... on Report { history { text who note } } ... on Problem { code } } }`,
        { report: id, words },
        { as: executor },
      )
    ).r
  const thread = async (id: string) =>
    (
      await town.ask<{ report: { history: { text: string; who: string; note: string | null; public: boolean }[] } }>(
        'query ($id: ID!) { report(id: $id) { history { text who note public } } }',
        { id },
        { as: executor },
      )
    ).report.history.filter(({ text }) => text.includes('звонить') || text.includes('звонили'))
  const done = async (id: string, note: string) => {
    await town.ask(
      'mutation ($id: UUID!, $note: String) { completeTask(id: $id, note: $note) { __typename } }',
      { id, note },
      { as: executor },
    )
    await town.host.events.idle()
  }

  test('is asked for by whoever works on it, once at a time; what was said stands in the history, by service and post', async () => {
    const { id, number } = await byPhone()
    expect((await look(id, executor)).actions.map(({ name }) => name)).toContain('CALL')
    expect(await ask(id, ' ')).toMatchObject({ code: 'CALL_WORDS_REQUIRED' })
    await ask(id, 'Спросить, какой подъезд')
    expect(await ask(id, 'Ещё раз')).toMatchObject({ code: 'CALL_ASKED_ALREADY' })
    const [call] = await calls()
    expect(call).toMatchObject({
      title: `Позвонить жителю: ${number}`,
      words: 'Спросить, какой подъезд',
      href: `/m/appeals/inbox/${id}`,
    })
    expect(JSON.stringify(call)).not.toContain('1234567')
    await done(call!.id, 'Второй подъезд')
    expect(await thread(id)).toMatchObject([
      { text: 'Нужно позвонить жителю', note: 'Спросить, какой подъезд', public: false },
      { text: 'Позвонили жителю', who: 'Узденское ЖКХ, мастер', note: 'Второй подъезд', public: false },
    ])
    // whoever wants no news any more is not called
    const unwanted = await byPhone()
    await ask(unwanted.id, 'Спросить ещё раз')
    expect(await calls()).toHaveLength(1)
    await town.ask('mutation ($secret: String!) { withdrawContact(secret: $secret) { __typename } }', {
      secret: unwanted.secret,
    })
    expect(await calls()).toEqual([])
    // nor is anybody whose number is gone
    const erased = await byPhone()
    await ask(erased.id, 'Спросить код подъезда')
    expect(await calls()).toHaveLength(1)
    await town.ask('mutation ($secret: String!) { eraseMyData(confirm: "удалить", secret: $secret) { __typename } }', {
      secret: erased.secret,
    })
    expect(await calls()).toEqual([])
    const without = await fresh()
    expect((await look(without.id, executor)).actions.map(({ name }) => name)).not.toContain('CALL')
    expect(await ask(without.id, 'x')).toMatchObject({ code: 'CALL_NOWHERE' })
  })

  test('is what an answer becomes where no message reaches the telephone; seen by themselves, it is let go', async () => {
    const answer = async ({ id }: { id: string }) => {
      await act(executor, 'answerReport', await look(id), { text: 'Заменили цепь' })
      await town.host.events.idle()
    }
    const told = await byPhone(),
      written = await byPhone({ email: 'anna@example.by' })
    await answer(told)
    await answer(written)
    const open = await calls()
    expect(open).toHaveLength(1)
    expect(open[0]).toMatchObject({ words: expect.stringContaining('Заменили цепь') as string, state: 'OPEN' })
    await town.ask('mutation ($secret: String!) { confirmReport(secret: $secret) { __typename } }', {
      secret: told.secret,
    })
    await town.host.events.idle()
    expect(await calls()).toEqual([])
    expect((await calls('DONE')).map(({ id }) => id)).not.toContain(open[0]!.id)
  })
})
