import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres') })
})
afterAll(() => city.stop())

interface TopicReply {
  code: string
  title: string
  parent: string | null
  branch: { code: string; title: string } | null
  callFirst: string | null
}
const topics = async (slug: string, lang: 'ru' | 'be' | 'en' = 'ru') =>
  (
    await city.graph<{ topics: TopicReply[] }>(
      slug,
      '{ topics { code title parent branch { code title } callFirst } }',
      {},
      { lang },
    )
  ).data.topics

const save =
  'mutation ($topic: TopicInput!) { setTopic(topic: $topic) { __typename ... on TopicRule { code department fix makeSafe urgent } ... on InvalidInput { fields { path code } } } }'
const title = { ru: 'Площадка', be: 'Пляцоўка', en: 'Playground' }
const setTopic = (topic: Record<string, unknown>, as = 'admin.uzda') =>
  city.graph('uzda', save, { topic: { title, department: 'GREEN', ...topic } }, { as })

test('a guest sees the whole tree in their language', async () => {
  const tree = await topics('zhodino', 'be')
  expect(tree).toHaveLength(43)
  expect(tree[0]).toEqual({
    code: 'YARD.PLAY',
    title: 'Дзіцячая пляцоўка няспраўная',
    parent: 'YARD',
    branch: { code: 'YARD', title: 'Двары і добраўпарадкаванне' },
    callFirst: null,
  })
  expect(tree.find(({ code }) => code === 'UTIL.GAS')).toMatchObject({ title: 'Пах газу', callFirst: '104' })
  expect(tree.at(-1)).toMatchObject({ code: 'OTHER', title: 'Іншае', parent: null, branch: null })
})

test('a city edits, hides and adds topics of its own; another city keeps the shipped ones', async () => {
  expect((await setTopic({ code: 'YARD.PLAY', parent: 'YARD', fix: '3wd' })).data).toEqual({
    setTopic: {
      __typename: 'TopicRule',
      code: 'YARD.PLAY',
      department: 'GREEN',
      fix: '3wd',
      makeSafe: null,
      urgent: null,
    },
  })
  await setTopic({ code: 'YARD.BENCH', parent: 'YARD', hidden: true })
  await setTopic({
    code: 'YARD.FOUNTAIN',
    parent: 'YARD',
    fix: 'consider',
    callFirst: '8 (01718) 5–12–34',
    title: { ru: 'Фонтан', be: 'Фантан', en: 'Fountain' },
  })
  const tree = await topics('uzda')
  expect(tree.map(({ code }) => code)).not.toContain('YARD.BENCH')
  expect(tree.find(({ code }) => code === 'YARD.PLAY')?.title).toBe('Площадка')
  expect(tree.find(({ code }) => code === 'YARD.FOUNTAIN')).toMatchObject({
    branch: { code: 'YARD' },
    callFirst: '+375 1718 5-12-34',
  })
  const other = await topics('zhodino')
  expect(other).toHaveLength(43)
  expect(other[0]?.title).toBe('Детская площадка неисправна')
})

test.each([
  [
    { code: 'YARD.PLAY', fix: 'soon' },
    { path: 'topic.fix', code: 'TERM_UNKNOWN' },
  ],
  [
    { code: 'OTHER', hidden: true },
    { path: 'topic.hidden', code: 'ALWAYS_OFFERED' },
  ],
  [{ code: 'yard play' }, { path: 'topic.code', code: 'INVALID_FORMAT' }],
  [
    { code: 'YARD.PLAY', title: { ...title, be: ' ' } },
    { path: 'topic.title.be', code: 'TOO_SMALL' },
  ],
])('%j is refused', async (topic, field) => {
  expect((await setTopic(topic)).data).toEqual({ setTopic: { __typename: 'InvalidInput', fields: [field] } })
})

test('only the city’s own administrator changes topics and sees their rules', async () => {
  for (const as of ['operator.uzda', 'admin.zhodino']) {
    expect((await setTopic({ code: 'YARD.PLAY' }, as)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await city.graph('uzda', '{ topicRules { code } }', {}, { as })).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    )
  }
  const { data } = await city.graph<{ topicRules: unknown[] }>(
    'uzda',
    '{ topicRules { code titles { be } department makeSafe fix urgent urgentWhen note } }',
    {},
    { as: 'admin.uzda', lang: 'en' },
  )
  expect(data.topicRules).toContainEqual({
    code: 'HOUSE.LIFT',
    titles: { be: 'Ліфт не працуе' },
    department: 'HOUS',
    makeSafe: null,
    fix: '1d',
    urgent: '30min',
    urgentWhen: 'Somebody is stuck inside',
    note: null,
  })
})

interface Version {
  id: string
  by: string | null
  topic: { titles: { ru: string }; fix: string | null; notes: { ru: string } | null; hidden: boolean } | null
}
const history = async (code: string) =>
  (
    await city.graph<{ topicHistory: Version[] }>(
      'uzda',
      'query ($code: String!) { topicHistory(code: $code) { id by topic { titles { ru } fix notes { ru } hidden } } }',
      { code },
      { as: 'admin.uzda' },
    )
  ).data.topicHistory
const restore = async (code: string, version: string | null) =>
  (
    await city.graph<{ restoreTopic: Record<string, unknown> }>(
      'uzda',
      'mutation ($code: String!, $version: UUID) { restoreTopic(code: $code, version: $version) { __typename ... on TopicRule { fix own shipped } ... on Problem { code } } }',
      { code, version },
      { as: 'admin.uzda' },
    )
  ).data.restoreTopic

test('every save of a topic is kept, and each can be brought back; the way it came too', async () => {
  expect(await history('ROAD.HOLE')).toEqual([])
  const note = { ru: 'Сначала оградить', be: 'Спачатку агарадзіць', en: 'Fence it first' }
  await setTopic({ code: 'ROAD.HOLE', parent: 'ROAD', fix: '3wd', note })
  await setTopic({ code: 'ROAD.HOLE', parent: 'ROAD', fix: '3wd', note })
  await setTopic({ code: 'ROAD.HOLE', parent: 'ROAD', fix: '4wd' })
  const [latest, first, ...older] = await history('ROAD.HOLE')
  expect(older).toEqual([])
  expect(latest).toMatchObject({ topic: { fix: '4wd', notes: null } })
  expect(first).toMatchObject({ topic: { titles: { ru: 'Площадка' }, fix: '3wd', notes: { ru: note.ru } } })
  expect(await restore('ROAD.HOLE', first!.id)).toEqual({
    __typename: 'TopicRule',
    fix: '3wd',
    own: true,
    shipped: true,
  })
  expect(await restore('ROAD.HOLE', null)).toEqual({ __typename: 'TopicRule', fix: '10d', own: false, shipped: true })
  expect((await history('ROAD.HOLE')).map(({ topic }) => topic?.fix ?? 'as it came')).toEqual([
    'as it came',
    '3wd',
    '4wd',
    '3wd',
  ])
})

test('what a table changes stands in the history too; a version of another topic is none', async () => {
  await city.graph(
    'uzda',
    'mutation { importTopics(csv: "code;fix\nROAD.SIGN;2d") { __typename } }'.replace('\n', '\\n'),
    {},
    { as: 'admin.uzda' },
  )
  const [version] = await history('ROAD.SIGN')
  expect(version).toMatchObject({ topic: { fix: '2d' } })
  expect(await restore('ROAD.HATCH', version!.id)).toEqual({ __typename: 'NotFound', code: 'TOPIC_VERSION_UNKNOWN' })
  await setTopic({ code: 'YARD.SLEDGE', parent: 'YARD' })
  expect(await restore('YARD.SLEDGE', null)).toEqual({ __typename: 'NotFound', code: 'TOPIC_VERSION_UNKNOWN' })
})

test('a trial gives the dates of a report that comes now', async () => {
  city.clock.set('2026-04-16T15:42:00Z')
  const { data } = await city.graph(
    'uzda',
    '{ topicTrial(makeSafe: "24h", fix: "5wd") { from makeSafe { due precision } fix { due precision } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(data).toEqual({
    topicTrial: {
      from: '2026-04-16T15:42:00.000Z',
      makeSafe: { due: '2026-04-17T15:42:00.000Z', precision: 'MINUTE' },
      // the 20th was moved to Saturday the 25th, the 21st is Радуница
      fix: { due: '2026-04-25T20:59:59.000Z', precision: 'DAY' },
    },
  })
})
