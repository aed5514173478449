import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { definePlugin, on, z, type Ctx } from '@vmeste/sdk'
import type { RatingsCtx } from '../src/ctx.ts'
import { limitRate } from '../src/rate/limit-rate.ts'
import { look, openTown, rate, scores, type Town } from './town.ts'

const heard: { type: string; data: unknown }[] = []
const text = { ru: 'Слушатель', be: 'Слухач', en: 'Listener' }
/** Has nothing to rate; hears what went wrong. */
const listener = definePlugin({
  id: 'listener',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'listener', entities: [], migrations: [] },
  subscribes: [
    on('ratings.rating.low@1', z.looseObject({ overall: z.number() }), async (_ctx, { type, data }) => {
      heard.push({ type, data })
    }),
  ],
})
let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'), [listener])
})
afterAll(() => town.stop())
const admin = { as: 'admin.uzda' }

test('alone it works, with unverified ratings only; departments are there by themselves', async () => {
  const { ratedObjects } = await town.ask<{
    ratedObjects: { nodes: { code: string; title: string; parent: unknown }[]; basis: string; minimum: number }
  }>('{ ratedObjects { basis minimum nodes { code title parent { code kind title } } } }')
  expect(ratedObjects).toEqual({
    basis: 'UNVERIFIED',
    minimum: 10,
    nodes: [
      { code: 'HOUS', title: 'ЖКХ', parent: { code: 'ORG.RIK', kind: 'ORGANISATION', title: 'Райисполком' } },
      { code: 'POST', title: 'Почта', parent: { code: 'ORG.RIK', kind: 'ORGANISATION', title: 'Райисполком' } },
    ],
  })
  expect(await rate(town, { object: 'POST', scores: scores(5, 5, 4, 5) }, { as: 'citizen' })).toMatchObject({
    __typename: 'Rated',
    given: { overall: 4.75, verified: false },
  })
  expect(await look(town, 'POST')).toMatchObject({
    verified: { n: 0, overall: null },
    unverified: { n: 1, overall: 4.75 },
  })
  for (const object of ['NOPE', 'ORG.NOPE', ''])
    expect((await rate(town, { object, scores: scores(5) })).code).toMatch(/RATED_OBJECT_UNKNOWN|WHAT_IS_RATED/)
  expect((await town.graph('uzda', '{ ratedObject(code: "NOPE") { code } }')).errors?.[0]?.extensions.code).toBe(
    'RATED_OBJECT_UNKNOWN',
  )
})

test('fifty votes of one account move the rating by one vote, and the last one counts', async () => {
  const stranger = { as: 'stranger' }
  for (let n = 0; n < 50; n++)
    expect(await rate(town, { object: 'HOUS', scores: scores(1 + (n % 5)) }, stranger)).toMatchObject({
      __typename: 'Rated',
      changed: n > 0,
    })
  expect(await look(town, 'HOUS')).toMatchObject({ unverified: { n: 1, overall: 5 } })
  const { ratedObject } = await town.ask<{ ratedObject: unknown }>(
    '{ ratedObject(code: "HOUS") { mine { overall } } }',
    {},
    stranger,
  )
  expect(ratedObject).toEqual({ mine: { overall: 5 } })
  town.clock.advance(31 * 86_400_000)
  await rate(town, { object: 'HOUS', scores: scores(3) }, stranger)
  expect(await look(town, 'HOUS'), 'a month later it is another vote').toMatchObject({
    unverified: { n: 2, overall: 4 },
    trend: [
      { month: '2026-04-01', overall: 5 },
      { month: '2026-05-01', overall: 3 },
    ],
  })
})

test('a device that rates everything, or one that is another every time, is stopped', async () => {
  const services = Array.from({ length: 11 }, (_, n) => `S-${n}`)
  for (const code of services)
    await town.ask(
      'mutation ($input: RatedObjectInput!) { saveRatedObject(input: $input) { __typename ... on Problem { code } } }',
      { input: { code, parent: 'POST', title: { ru: code, be: code, en: code } } },
      admin,
    )
  const replies: string[] = []
  for (const object of services)
    replies.push((await rate(town, { object, scores: scores(1) }, { device: 'one-device-for-everything' })).__typename)
  expect(replies).toEqual([...Array.from({ length: 10 }, () => 'Rated'), 'RateLimited'])
  const ctx = town.host
    .scopeFor(town.ctx.city.id, { kind: 'guest', address: '10.0.0.1' }, 'ru')
    .ctx(town.host.registry.find('ratings')!) as RatingsCtx
  Object.defineProperty(ctx, 'settings', { value: { ...ctx.settings, addressLimit: 12 } })
  for (let n = 0; n < 12; n++) await limitRate(ctx, `made up ${n}`)
  await expect(limitRate(ctx, 'made up again')).rejects.toMatchObject({ code: 'TOO_MANY_RATINGS' })
})

test('a service stands below its department, and off the list when the city says so', async () => {
  const save = async (input: Record<string, unknown>, as = admin) =>
    await town.graph<{ saveRatedObject: Record<string, unknown> }>(
      'uzda',
      'mutation ($input: RatedObjectInput!) { saveRatedObject(input: $input) { __typename ... on RegisteredObject { code kind parent department active own } ... on Problem { code } } }',
      { input },
      as,
    )
  const title = { ru: 'Доставка', be: 'Дастаўка', en: 'Delivery' }
  expect((await save({ code: 'delivery', parent: 'POST', title })).data.saveRatedObject).toEqual({
    __typename: 'RegisteredObject',
    code: 'DELIVERY',
    kind: 'SERVICE',
    parent: 'POST',
    department: 'POST',
    active: true,
    own: true,
  })
  for (const parent of [null, 'NOPE', 'DELIVERY'])
    expect((await save({ code: 'DELIVERY', parent, title })).data.saveRatedObject).toMatchObject({
      code: 'PARENT_UNKNOWN',
    })
  expect(
    (await save({ code: 'HOUS', title: { ...title, ru: 'Узденское ЖКХ' }, active: false })).data.saveRatedObject,
  ).toMatchObject({ kind: 'UNIT', parent: 'ORG.RIK', active: false })
  const { ratedObjects } = await town.ask<{ ratedObjects: { nodes: { code: string }[] } }>(
    '{ ratedObjects { nodes { code } } }',
  )
  expect(ratedObjects.nodes).toEqual([{ code: 'POST' }])
  expect(
    (await save({ code: 'X-1', parent: 'POST', title }, { as: 'executor.uzda' })).errors?.[0]?.extensions.code,
  ).toBe('FORBIDDEN')
  expect(
    (
      await town.graph<{ ratedObjects: { nodes: unknown[] } }>(
        'zhodino',
        '{ ratedObjects(kind: SERVICE) { nodes { code } } }',
      )
    ).data.ratedObjects.nodes,
  ).toEqual([])
})

interface Comment {
  readonly id: string
  readonly state: string
  readonly low: boolean
  readonly text: string | null
  readonly answer: { readonly by: string } | null
  readonly object: { readonly code: string }
}
const comments = async (as: string, queue = 'ALL') =>
  (
    await town.ask<{ ratingComments: { nodes: Comment[] } }>(
      'query ($queue: CommentQueue) { ratingComments(queue: $queue) { nodes { id state low text answer { text by } object { code } } } }',
      { queue },
      { as },
    )
  ).ratingComments.nodes
const shown = async () =>
  (
    await town.ask<{ ratedObject: { comments: { nodes: Record<string, unknown>[] } } }>(
      '{ ratedObject(code: "POST") { comments { nodes { text hiddenReason given { overall } answer { text by } } } } }',
    )
  ).ratedObject.comments.nodes

test('words are read by the city before everybody reads them; hidden, their stars and the reason stay', async () => {
  town.clock.advance(31 * 86_400_000)
  await rate(town, { object: 'POST', scores: scores(2, 1, 2, 2), comment: 'Письмо шло месяц. Позор!' }, { as: 'anna' })
  town.clock.advance(1000)
  await rate(town, { object: 'POST', scores: scores(5), comment: 'Спасибо Нине' }, { as: 'boris' })
  const before = await look(town, 'POST')
  expect(await shown()).toEqual([])
  const [thanks, angry] = await comments('operator.uzda', 'TO_READ')
  expect([thanks!.text, angry!.text, angry!.low, thanks!.low]).toEqual([
    'Спасибо Нине',
    'Письмо шло месяц. Позор!',
    true,
    false,
  ])

  const act = (mutation: string, id: string, as: string) =>
    town.graph<{ r: { __typename: string; code?: string } }>(
      'uzda',
      `mutation ($id: ID!) { r: ${mutation} { __typename ... on Problem { code } } }`,
      { id },
      { as },
    )
  expect((await act('showComment(id: $id)', thanks!.id, 'executor.uzda')).data.r).toMatchObject({
    __typename: 'NotAllowed',
    code: 'FORBIDDEN',
  })
  expect((await act('showComment(id: $id)', thanks!.id, 'operator.uzda')).data.r.__typename).toBe('RatingComment')
  expect((await act('hideComment(id: $id, reason: " ")', angry!.id, 'operator.uzda')).data.r.__typename).toBe(
    'InvalidInput',
  )
  await act('hideComment(id: $id, reason: "Оскорбление")', angry!.id, 'operator.uzda')
  // the low one is a task of the department itself, and of no other
  expect((await comments('executor.uzda', 'LOW')).map(({ id }) => id)).toContain(angry!.id)
  expect(await comments('executor.uzda+other', 'LOW')).toEqual([])
  expect(
    (await act('answerComment(id: $id, text: "Нашли и наказали")', angry!.id, 'executor.uzda+other')).data.r,
  ).toMatchObject({ __typename: 'NotAllowed', code: 'OTHER_DEPARTMENT' })
  await act('answerComment(id: $id, text: "Письмо нашли, извините.")', angry!.id, 'executor.uzda')
  expect((await comments('executor.uzda', 'LOW')).map(({ id }) => id)).not.toContain(angry!.id)
  expect(await shown()).toEqual([
    { text: 'Спасибо Нине', hiddenReason: null, given: { overall: 5 }, answer: null },
    {
      text: null,
      hiddenReason: 'Оскорбление',
      given: { overall: 1.75 },
      // the service answers, and nobody of it by name
      answer: { text: 'Письмо нашли, извините.', by: 'Почта' },
    },
  ])
  expect(await look(town, 'POST')).toEqual(before)
  // other words are read again, the same ones are not
  await rate(town, { object: 'POST', scores: scores(4), comment: 'Спасибо Нине' }, { as: 'boris' })
  expect((await shown())[0]).toMatchObject({ text: 'Спасибо Нине', given: { overall: 4 } })
  await rate(town, { object: 'POST', scores: scores(4), comment: 'Спасибо всем' }, { as: 'boris' })
  expect((await shown()).map(({ text }) => text)).toEqual([null])
})

test('a low rating is told to whoever listens, by the city’s threshold and without a word of the person', async () => {
  town.clock.advance(31 * 86_400_000)
  await town.host.events.idle()
  heard.length = 0
  await rate(town, { object: 'POST', scores: scores(2), comment: 'Снова месяц' }, { as: 'zoya' })
  await rate(town, { object: 'POST', scores: scores(2, 2, 2, 3) }, { as: 'gleb' })
  await town.host.events.idle()
  expect(heard).toMatchObject([
    {
      type: 'ratings.rating.low@1',
      data: { object: 'POST', department: 'POST', subject: null, verified: false, overall: 2 },
    },
  ])
  expect(JSON.stringify(heard)).not.toMatch(/месяц|zoya/)
})

test('whoever leaves takes their words along and leaves the stars', async () => {
  const before = await look(town, 'POST')
  const [data] = town.host.registry.find('ratings')!.personalData!
  const ctx = town.ctx as unknown as Ctx,
    key = 'https://identity.test/realms/vmeste|anna'
  expect(await data!.export(ctx, key)).toMatchObject([
    { object: 'POST', comment: 'Письмо шло месяц. Позор!', information: 1 },
  ])
  expect(await data!.erase(ctx, key)).toBe(1)
  expect(await data!.export(ctx, key)).toEqual([])
  expect(await look(town, 'POST')).toEqual(before)
  expect(JSON.stringify(await comments('operator.uzda', 'HIDDEN'))).not.toContain('Позор')
})
