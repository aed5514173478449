import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, rate, scores, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
  // a Thursday, 11:00 in the city
  town.clock.set(new Date('2026-04-16T08:00:00Z'))
})
afterAll(() => town.stop())

const operator = { as: 'operator.uzda' }
interface LateTask {
  readonly id: string
  readonly title: string
  readonly state: string
  readonly overdue: boolean
  readonly href: string | null
}
const tasks = async (as: string, list: string): Promise<LateTask[]> =>
  (
    await town.ask<{ tasks: { nodes: LateTask[] } }>(
      'query ($list: TaskList!) { tasks(list: $list) { nodes { id title state overdue href } } }',
      { list },
      { as },
    )
  ).tasks.nodes
const tend = async (): Promise<void> => {
  await town.host.events.runJob('ratings', 'lateComments')
  await town.host.events.idle()
}
const set = async (values: Record<string, unknown>): Promise<void> => {
  const admin = { as: 'admin.uzda' }
  const { moduleSettings } = await town.ask<{ moduleSettings: { version: string } }>(
    '{ moduleSettings(module: "ratings") { version } }',
    {},
    admin,
  )
  const { changeModuleSettings } = await town.ask<{ changeModuleSettings: { __typename: string } }>(
    `mutation ($values: JSON!, $expected: String!) {
      changeModuleSettings(module: "ratings", values: $values, expected: $expected) { __typename } }`,
    { values, expected: moduleSettings.version },
    admin,
  )
  expect(changeModuleSettings.__typename).toBe('ModuleSettingsChanged')
}
const told = async (as: string): Promise<string[]> =>
  (
    await town.ask<{ myNotifications: { text: string }[] }>('{ myNotifications { text } }', {}, { as })
  ).myNotifications.map(({ text }) => text)

test('a comment past the norm is a task in working hours: of whoever shows and hides, then of the service that is named', async () => {
  await rate(town, { object: 'POST', scores: scores(5), comment: 'Быстро' }, { device: randomUUID() })
  town.clock.advance(6 * 3_600_000)
  await tend()
  expect(await tasks('operator.uzda', 'MINE')).toEqual([])
  // Friday, 15:00: the evening and the night did not count, eight working hours are over
  town.clock.advance(22 * 3_600_000)
  await tend()
  await tend()
  const [late, ...others] = await tasks('operator.uzda', 'MINE')
  expect([late, others]).toMatchObject([
    { title: 'Проверить отзывы', overdue: true, state: 'OPEN', href: '/m/ratings/comments?q=TO_READ' },
    [],
  ])
  await set({ lookDuty: 'POST' })
  await tend()
  expect([await tasks('operator.uzda', 'MINE'), await tasks('executor.uzda', 'SERVICE')]).toMatchObject([
    [],
    [{ id: late!.id }],
  ])
  await tend()
  expect(await told('executor.uzda')).toEqual([
    'Отзывы ждут дольше нормы. Пока не проверим, другие жители их не прочтут.',
  ])
})

test('what was looked at, or is never shown, needs nobody: the task ends by itself', async () => {
  await set({ publish: 'never' })
  await tend()
  expect(await tasks('executor.uzda', 'SERVICE')).toEqual([])
  await set({ publish: 'after-look' })
  await tend()
  expect(await tasks('executor.uzda', 'SERVICE')).toHaveLength(1)
  const { ratingComments } = await town.ask<{ ratingComments: { nodes: { id: string }[] } }>(
    '{ ratingComments(queue: TO_READ) { nodes { id } } }',
    {},
    operator,
  )
  for (const { id } of ratingComments.nodes)
    await town.ask('mutation ($id: ID!) { showComment(id: $id) { __typename } }', { id }, operator)
  await tend()
  expect(await tasks('executor.uzda', 'SERVICE')).toEqual([])
  expect(await tasks('executor.uzda', 'DONE')).toMatchObject([{ title: 'Проверить отзывы', state: 'DONE' }])
})
