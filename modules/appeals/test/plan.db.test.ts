import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { letters, openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
beforeEach(() => {
  town.clock.set('2026-04-16T15:42:00Z')
})
afterAll(() => town.stop())

interface Card {
  readonly __typename: string
  readonly code?: string
  readonly id: string
  readonly version: number
  readonly actions: { name: string }[]
  readonly [other: string]: unknown
}
const fields = `id version status plannedFor planUntil planAsked { date reason } nextDue overdue breachedAt actions { name }
  history { kind text note public }`
const [operator, executor] = ['operator.uzda', 'executor.uzda']
const look = async (id: string, as = operator): Promise<Card> =>
  (await town.ask<{ report: Card }>(`query ($id: ID!) { report(id: $id) { ${fields} } }`, { id }, { as })).report
const act = async (as: string, report: Pick<Card, 'id' | 'version'>, verb: string, lang = 'ru'): Promise<Card> =>
  (
    await town.ask<{ r: Card }>(
      `mutation ($id: ID!, $version: Int!) { r: ${verb.replace('(', '(id: $id, version: $version, ')} { __typename ... on Report { ${fields} } ... on Problem { code message path } } }`,
      { id: report.id, version: report.version },
      { as, lang: lang as 'ru' },
    )
  ).r
const fresh = async (): Promise<Card> => {
  const { id } = await submit(town, {
    place: { address: `ул. ${randomUUID()}` },
    topic: 'YARD.PLAY',
    contact: { email: 'plan@example.by', consent: true },
  })
  return look(id)
}
const tasks = async () =>
  (
    await town.ask<{ tasks: { nodes: { title: string; state: string }[] } }>(
      '{ tasks(list: MINE, first: 50) { nodes { title state } } }',
      {},
      { as: operator },
    )
  ).tasks.nodes.filter(({ title }) => title.startsWith('Согласовать'))

test('a service plans thirty days ahead alone; 2029 is refused with what to do, in three languages', async () => {
  const report = await fresh()
  expect(await look(report.id, executor)).toMatchObject({ planUntil: '2026-05-16' })
  expect(report).toMatchObject({ planUntil: null })
  const far = 'planReport(date: "2029-04-16", reason: "нет денег")'
  expect(await act(executor, report, far)).toMatchObject({
    __typename: 'InvalidInput',
    code: 'PLAN_TOO_FAR',
    path: 'date',
    message: expect.stringMatching(/16\.05\.2026.*спросите координатора\.$/) as string,
  })
  expect((await act(executor, report, far, 'be'))['message']).toContain('спытайце каардынатара')
  expect((await act(executor, report, far, 'en'))['message']).toContain('ask the coordinator')
  expect(await look(report.id)).toEqual(report)
  expect(await act(executor, report, 'planReport(date: "2026-05-17", reason: "x")')).toMatchObject({
    code: 'PLAN_TOO_FAR',
  })
  const planned = await act(executor, report, 'planReport(date: "2026-05-16", reason: "ждём деталь")')
  expect(planned).toMatchObject({ status: 'INTERIM', plannedFor: '2026-05-16' })
  // planning anew leads no further than planning once
  town.clock.set('2026-05-15T09:00:00Z')
  expect(await act(executor, planned, 'planReport(date: "2026-06-10", reason: "снова")')).toMatchObject({
    code: 'PLAN_TOO_FAR',
  })
  expect(await act(executor, planned, 'planReport(date: "2026-05-15", reason: "раньше")')).toMatchObject({
    plannedFor: '2026-05-15',
  })
})

test('a far day is asked of a coordinator: until the yes the date stands, with it the day is planned and told', async () => {
  const report = await fresh()
  const ask = 'planReport(date: "2026-08-01", reason: "ремонт летом", ask: true)'
  const asked = await act(executor, report, ask)
  expect(asked).toMatchObject({
    status: 'ROUTED',
    plannedFor: null,
    nextDue: report['nextDue'],
    planAsked: { date: '2026-08-01', reason: 'ремонт летом' },
  })
  expect(await tasks()).toEqual([
    { title: expect.stringContaining('Согласовать далёкий срок') as string, state: 'OPEN' },
  ])
  expect((await look(report.id)).actions).toEqual(
    expect.arrayContaining([{ name: 'AGREE_PLAN' }, { name: 'REFUSE_PLAN' }]),
  )
  expect(asked.actions).not.toContainEqual({ name: 'AGREE_PLAN' })
  const agreed = await act(operator, asked, 'decidePlan(approve: true)')
  expect(agreed).toMatchObject({ status: 'INTERIM', plannedFor: '2026-08-01', planAsked: null })
  expect(await tasks()).toEqual([])
  expect((await letters(town)).map(({ subject }) => subject).join()).toContain('сделаем до 1 августа')
  expect(await act(operator, agreed, 'decidePlan(approve: true)')).toMatchObject({
    __typename: 'Conflict',
    code: 'PLAN_NOT_ASKED',
  })
})

test('a no has its reason and goes to the service; what makes a wish idle ends it and its task', async () => {
  const report = await fresh()
  const ask = 'planReport(date: "2026-08-01", reason: "ремонт летом", ask: true)'
  const asked = await act(executor, report, ask)
  expect(await act(operator, asked, 'decidePlan(approve: false, reason: " ")')).toMatchObject({
    code: 'REASON_REQUIRED',
  })
  const refused = await act(operator, asked, 'decidePlan(approve: false, reason: "раньше, там дети")')
  expect(refused).toMatchObject({ status: 'ROUTED', plannedFor: null, planAsked: null })
  expect((refused['history'] as { kind: string }[]).at(-1)).toMatchObject({
    kind: 'PLAN_REFUSED',
    text: 'Срок до 1 августа не согласован',
    note: 'раньше, там дети',
    public: false,
  })
  expect((await letters(town)).filter(({ subject }) => subject.startsWith('Срок не согласован'))).toHaveLength(1)
  const again = await act(executor, refused, ask)
  expect(await tasks()).toHaveLength(1)
  const done = await act(executor, again, 'answerReport(text: "Готово")')
  expect(done).toMatchObject({ planAsked: null })
  expect(await tasks()).toEqual([])
})

test('a plan hides no breach, and stands apart from what is fixed', async () => {
  const figures = async () =>
    (
      await town.ask<{ morning: Record<string, { value: number }> }>(
        '{ morning(days: 30) { overdue { value } planned { value } confirmed { value } } }',
        {},
        { as: 'head.uzda' },
      )
    ).morning
  const before = await figures()
  const [kept, broken] = [await fresh(), await fresh()]
  await act(executor, kept, 'planReport(date: "2026-05-10", reason: "ждём деталь")')
  town.clock.set('2026-04-18T09:00:00Z')
  const late = await act(executor, broken, 'planReport(date: "2026-05-10", reason: "ждём деталь")')
  expect(late).toMatchObject({ overdue: true, breachedAt: '2026-04-17T15:42:00.000Z', plannedFor: '2026-05-10' })
  expect(await look(kept.id)).toMatchObject({ overdue: false, breachedAt: null })
  const after = await figures()
  expect(after['planned']!.value - before['planned']!.value).toBe(2)
  expect(after['confirmed']).toEqual(before['confirmed'])
  const { inbox } = await town.ask<{ inbox: { nodes: { id: string }[] } }>(
    'query ($at: DateTime!) { inbox(filter: { dueBefore: $at }, first: 100) { nodes { id } } }',
    { at: '2026-04-18T09:00:00Z' },
    { as: operator },
  )
  expect(inbox.nodes.map(({ id }) => id)).toContain(broken.id)
  expect(inbox.nodes.map(({ id }) => id)).not.toContain(kept.id)
  expect(await act(executor, late, 'answerReport(text: "Готово")')).toMatchObject({ overdue: false })
})
