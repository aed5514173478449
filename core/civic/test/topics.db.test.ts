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
