import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keyOfTestPerson } from '@vmeste/testkit'
import ratings from '../src/plugin.ts'
import { openTown, rate, scores, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

test('what a shown comment and its answer tell of somebody is covered for strangers, and stands for staff', async () => {
  const comment = 'Звоните 8–029–765–43–21, кв. 12, паспорт MP1234567'
  await rate(town, { object: 'POST', scores: scores(2), comment }, { as: 'anna' })
  const { ratingComments } = await town.ask<{ ratingComments: { nodes: { id: string; text: string }[] } }>(
    '{ ratingComments { nodes { id text } } }',
    {},
    { as: 'operator.uzda' },
  )
  const [{ id, text }] = ratingComments.nodes as [{ id: string; text: string }]
  expect(text).toBe(comment)
  const act = (call: string, as: string) =>
    town.ask(`mutation ($id: ID!) { r: ${call} { __typename ... on Problem { code } } }`, { id }, { as })
  await act('showComment(id: $id)', 'operator.uzda')
  await act('answerComment(id: $id, text: "Анна, ждём вас: anna @ mail.ru")', 'executor.uzda')
  const shown = () =>
    town.ask<{ ratedObject: { comments: { nodes: unknown[] } } }>(
      '{ ratedObject(code: "POST") { comments { nodes { text hiddenReason answer { text } } } } }',
    )
  expect((await shown()).ratedObject.comments.nodes).toEqual([
    { text: 'Звоните •••, •••, паспорт •••', hiddenReason: null, answer: { text: 'Анна, ждём вас: •••' } },
  ])
  // kept is the key of whoever answered, and no name that an erasure could not find
  const answeredBy = async () => {
    const { ratingComments: read } = await town.ask<{ ratingComments: { nodes: { answer: { by: string } }[] } }>(
      '{ ratingComments { nodes { answer { by } } } }',
      {},
      { as: 'operator.uzda' },
    )
    const kept = await town.ctx.db.read
      .selectFrom('rating')
      .select('answered_by')
      .where('id', '=', id)
      .executeTakeFirst()
    return [read.nodes[0]?.answer.by, kept?.answered_by]
  }
  const executor = keyOfTestPerson('executor.uzda')
  expect(await answeredBy()).toEqual(['Н. Почтальон', executor])
  for (const data of ratings.personalData ?? []) await data.erase(town.ctxIn('uzda', 'ratings'), executor)
  expect(await answeredBy()).toEqual(['Почта', null])
  await act('hideComment(id: $id, reason: "Чужой номер: +375 29 765-43-21")', 'operator.uzda')
  expect((await shown()).ratedObject.comments.nodes).toMatchObject([{ text: null, hiddenReason: 'Чужой номер: •••' }])
})

test('an answer that nobody can see is refused, a comment like that is none', async () => {
  expect(
    await rate(town, { object: 'HOUS', scores: scores(5), comment: '\u200b\u2060' }, { as: 'boris' }),
  ).toMatchObject({ __typename: 'Rated' })
  const { ratingComments } = await town.ask<{ ratingComments: { nodes: { id: string; text: string | null }[] } }>(
    '{ ratingComments(object: "HOUS") { nodes { id text } } }',
    {},
    { as: 'operator.uzda' },
  )
  expect(ratingComments.nodes).toEqual([])
  const saved = await town.ask<{ r: { __typename: string } }>(
    'mutation ($input: RatedObjectInput!) { r: saveRatedObject(input: $input) { __typename } }',
    { input: { code: 'DESK', parent: 'HOUS', title: { ru: '\u200b', be: '\u3164', en: '\u00ad' } } },
    { as: 'admin.uzda' },
  )
  expect(saved.r.__typename).toBe('InvalidInput')
})

test('words wait for a look; the city may show them at once, less what the rule covers, or never', async () => {
  const shown = async (): Promise<(string | null)[]> => {
    const { ratedObject } = await town.ask<{ ratedObject: { comments: { nodes: { text: string | null }[] } } }>(
      '{ ratedObject(code: "HOUS") { comments { nodes { text } } } }',
    )
    return ratedObject.comments.nodes.map(({ text }) => text)
  }
  const decide = async (publish: string): Promise<void> => {
    const admin = { as: 'admin.uzda' }
    const { moduleSettings } = await town.ask<{ moduleSettings: { version: string } }>(
      '{ moduleSettings(module: "ratings") { version } }',
      {},
      admin,
    )
    await town.ask(
      'mutation ($values: JSON!, $expected: String!) { changeModuleSettings(module: "ratings", values: $values, expected: $expected) { __typename } }',
      { values: { publish }, expected: moduleSettings.version },
      admin,
    )
  }
  const say = (comment: string, as: string) => rate(town, { object: 'HOUS', scores: scores(3), comment }, { as })
  await say('Кузьма, кв. 17', 'vera')
  expect(await shown()).toEqual([])
  await decide('at-once')
  await say('Вера, кв. 18', 'hleb')
  expect(await shown()).toEqual(['Вера, •••'])
  // words that have changed stand by the rule of the day
  await say('Вера, тел. 5-12-34', 'hleb')
  expect(await shown()).toEqual(['Вера, тел. •••'])
  await decide('never')
  expect(await shown()).toEqual([])
  await decide('after-look')
  await say('Вера, снова', 'hleb')
  expect(await shown()).toEqual([])
})
