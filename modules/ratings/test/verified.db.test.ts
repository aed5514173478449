import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Ctx, Person } from '@vmeste/sdk'
import { keyOfTestPerson } from '@vmeste/testkit'
import type { RatingsCtx, RatingsTx } from '../src/ctx.ts'
import { resolvers } from '../src/graph/ratings.resolvers.ts'
import { inviteToRate } from '../src/invite/invite-to-rate.ts'
import { keyOfParcel, parcelsPlugin } from './parcels-plugin.ts'
import { look, openTown, rate, scores, type Town } from './town.ts'

const { plugin: parcels, told } = parcelsPlugin()
let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'), [parcels])
})
afterAll(() => town.stop())

const hand = async (id: string): Promise<string | undefined> => {
  await town.ask('mutation ($id: ID!) { handParcel(id: $id) { id } }', { id })
  await town.host.events.idle()
  return [...told.values()]
    .filter((letter) => letter.id === id)
    .at(-1)
    ?.href.replace('/r/', '')
}
const form =
  'query ($token: String!) { ratingForm(token: $token) { title state object { code title } criteria { title } given { overall } comment } }'
const formOf = async (token: string) =>
  (await town.ask<{ ratingForm: Record<string, unknown> }>(form, { token })).ratingForm
const invitations = () =>
  town.ctx.db.read.selectFrom('invitation').select(['subject', 'used_at', 'event']).orderBy('created_at').execute()

test('what a stranger’s module has finished is rated by invitation: one letter, one link, one vote', async () => {
  const token = (await hand('A'))!
  expect(token).toMatch(/^[\w-]{32}$/)
  const [letter] = [...told.values()]
  expect(letter).toMatchObject({ id: 'A', subject: { ru: 'Как сработали?' } })
  expect(Object.values(letter!.text)).toEqual([
    expect.stringContaining('Посылка A: готово. Работала служба: Почта.'),
    expect.stringMatching(/Пошта.*16 мая/),
    expect.stringContaining('done by Post'),
  ])
  expect(await formOf(token)).toMatchObject({
    title: 'Посылка A',
    state: 'OPEN',
    object: { code: 'POST', title: 'Почта' },
    given: null,
    criteria: [
      { title: 'Простота и понятность' },
      { title: 'Доступность информации' },
      { title: 'Соблюдение срока' },
      { title: 'Вежливость и доброжелательность' },
    ],
  })

  expect(await rate(town, { token, scores: { ...scores(5), courtesy: null } })).toMatchObject({
    __typename: 'InvalidInput',
    fields: [{ path: 'input.scores.courtesy', code: 'SCORE_NEEDED' }],
  })
  expect(await rate(town, { token, scores: scores(5, 5, 4, 5), comment: 'Быстро' })).toMatchObject({
    __typename: 'Rated',
    changed: false,
    given: { overall: 4.75, verified: true },
  })
  expect(await rate(town, { token, scores: scores(1) })).toMatchObject({
    __typename: 'Conflict',
    code: 'INVITATION_USED',
  })
  expect(await look(town, 'POST')).toMatchObject({
    verified: { n: 1, overall: 4.75 },
    unverified: { n: 0 },
    rank: null,
    missing: 9,
    trend: [{ month: '2026-04-01', n: 1, overall: 4.75 }],
  })
  expect(await look(town, 'ORG.RIK'), 'an organisation stands by its units').toMatchObject({
    verified: { n: 1, overall: 4.75 },
  })
  // the link may have been passed on
  expect(await formOf(token)).toMatchObject({ state: 'USED', given: { overall: 4.75 }, comment: null })
})

test('an event delivered twice makes one invitation and one letter; nobody to rate, none', async () => {
  await hand('B')
  const { event } = (await invitations()).find(({ subject }) => subject.endsWith(':B'))!
  const before = told.size
  for (const again of [event, randomUUID()]) {
    const cloud = {
      specversion: '1.0' as const,
      id: again,
      type: 'parcels.parcel.handed@1',
      source: '/c/uzda',
      subject: 'parcels:Parcel:B',
      time: '',
      datacontenttype: 'application/json' as const,
      data: {},
    }
    await town.ctx.db.transaction((tx: RatingsTx) =>
      inviteToRate.handle(town.ctx as unknown as Ctx, cloud, tx as never),
    )
  }
  expect(told.size).toBe(before)
  expect((await invitations()).filter(({ subject }) => subject.endsWith(':B'))).toHaveLength(1)
  expect(await hand('LOST-1')).toBeUndefined()
  expect(await hand('NOBODY-1')).toBeUndefined()
})

test('a link that is wrong, another city’s or too old opens nothing', async () => {
  const token = (await hand('C'))!
  const refused = async (city: string, given: string) =>
    (await town.graph(city, form, { token: given })).errors?.[0]?.extensions.code
  expect(await refused('uzda', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe('INVITATION_UNKNOWN')
  expect(await refused('uzda', 'x')).toBe('INVITATION_UNKNOWN')
  expect(await refused('zhodino', token)).toBe('INVITATION_UNKNOWN')
  town.clock.advance(31 * 86_400_000)
  expect(await formOf(token)).toMatchObject({ state: 'EXPIRED' })
  expect(await rate(town, { token, scores: scores(5) })).toMatchObject({
    __typename: 'Conflict',
    code: 'INVITATION_EXPIRED',
  })
})

test('on the page of what was done its own key is enough, and the stars can be changed for thirty days', async () => {
  const subject = 'parcels:Parcel:D',
    access = keyOfParcel('D'),
    own = { device: randomUUID() }
  const token = (await hand('D'))!
  const formFor = async (key: string | null) =>
    (
      await town.ask<{ f: Record<string, unknown> | null }>(
        'query ($subject: String!, $access: String) { f: ratingFormFor(subject: $subject, access: $access) { title state given { overall } comment } }',
        { subject, access: key },
        own,
      )
    ).f
  expect(await formFor('wrong')).toBeNull()
  expect(await formFor(null)).toBeNull()
  expect(await rate(town, { subject, access: 'wrong', scores: scores(1) }, own)).toMatchObject({
    __typename: 'NotFound',
    code: 'SUBJECT_UNKNOWN',
  })
  for (const nonsense of ['parcels:Parcel', 'nobody:Parcel:D', 'parcels:Letter:D', '::'])
    expect(await rate(town, { subject: nonsense, access, scores: scores(1) })).toMatchObject({
      code: 'SUBJECT_UNKNOWN',
    })
  const before = await look(town, 'POST')

  expect(await rate(town, { subject, access, scores: scores(2), comment: 'Долго' }, own)).toMatchObject({
    __typename: 'Rated',
    changed: false,
    given: { verified: true },
  })
  expect(await rate(town, { subject, access, scores: scores(4), comment: 'Долго' }, own)).toMatchObject({
    changed: true,
    given: { overall: 4 },
  })
  expect(await formFor(access)).toMatchObject({ state: 'OPEN', given: { overall: 4 }, comment: 'Долго' })
  expect((await look(town, 'POST')).verified.n).toBe(before.verified.n + 1)
  expect(await rate(town, { token, scores: scores(1) }), 'the letter that came meanwhile is used up').toMatchObject({
    code: 'INVITATION_USED',
  })
  town.clock.advance(31 * 86_400_000)
  expect(await formFor(access)).toMatchObject({ state: 'USED' })
  expect(await rate(town, { subject, access, scores: scores(1) }, own)).toMatchObject({
    __typename: 'Conflict',
    code: 'RATING_CLOSED',
  })
})

test('fifty finished things of one person within the period are one vote, the newest', async () => {
  const before = (await look(town, 'POST')).verified.n
  for (let n = 0; n < 50; n++)
    await rate(
      town,
      { subject: `parcels:Parcel:F${n}`, access: keyOfParcel(`F${n}`), scores: scores(n === 49 ? 5 : 1) },
      { as: 'citizen' },
    )
  const after = await look(town, 'POST')
  expect(after.verified.n).toBe(before + 1)
  expect(after.trend.at(-1)).toMatchObject({ n: 1, overall: 5 })
})

test('two senders at once are one vote', async () => {
  const input = { subject: 'parcels:Parcel:G', access: keyOfParcel('G') }
  const before = (await look(town, 'POST')).verified.n
  const replies = await Promise.all(
    [1, 2, 3, 4].map((stars) => rate(town, { ...input, scores: scores(stars) }, { device: 'one-and-the-same-device' })),
  )
  expect(replies.map((reply) => reply.__typename)).toEqual(['Rated', 'Rated', 'Rated', 'Rated'])
  expect(replies.filter(({ changed }) => !changed)).toHaveLength(1)
  expect((await look(town, 'POST')).verified.n).toBe(before + 1)
})

test('stars stand on whatever can be rated: one statement for one row or for fifty', async () => {
  const list = await town.ask<{
    parcels: { id: string; serviceRating: { overall: number; verified: boolean } | null }[]
  }>('{ parcels(ids: ["F49", "NONE", "G"]) { id serviceRating { overall verified } } }')
  expect(list.parcels).toMatchObject([
    { id: 'F49', serviceRating: { overall: 5, verified: true } },
    { id: 'NONE', serviceRating: null },
    { id: 'G', serviceRating: {} },
  ])
  const field = (
    resolvers['RateableSubject'] as Record<
      string,
      (source: unknown, args: unknown, ctx: RatingsCtx) => Promise<unknown>
    >
  )['serviceRating']!
  const cost = async (rows: number) => {
    const person: Person = {
      kind: 'person',
      key: keyOfTestPerson('citizen'),
      name: 'x',
      username: 'citizen',
      assurance: 'PHONE',
      roles: new Set(),
    }
    const ctx = town.host
      .scopeFor(town.ctx.city.id, person, 'ru')
      .ctx(town.host.registry.find('ratings')!) as RatingsCtx
    let statements = 0
    const read = ctx.db.read.withPlugin({
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    Object.defineProperty(ctx, 'db', { value: { read, transaction: ctx.db.transaction.bind(ctx.db) } })
    const found = await Promise.all(
      Array.from({ length: rows }, (_, n) =>
        field({ module: 'parcels', type: 'Parcel', id: `F${n}`, subject: `parcels:Parcel:F${n}` }, {}, ctx),
      ),
    )
    expect(found.filter(Boolean)).toHaveLength(rows)
    return statements
  }
  expect([await cost(1), await cost(50)]).toEqual([1, 1])
})

test('with the stranger gone pages and past stars go on, and an open link still works', async () => {
  const token = (await hand('H'))!
  const before = await look(town, 'POST')
  const off = await town.ask<{ changeModules: { revision: number } }>(
    'mutation { changeModules(changes: [{ module: "parcels", enabled: false }]) { ... on ModulesChanged { revision } } }',
    {},
    { as: 'admin.uzda' },
  )
  const headers = { 'x-city-revision': String(off.changeModules.revision) }
  expect(await look(town, 'POST', { headers })).toEqual(before)
  expect((await town.ask<{ ratingForm: unknown }>(form, { token }, { headers })).ratingForm).toMatchObject({
    title: 'Посылка H',
    state: 'OPEN',
  })
  expect(await rate(town, { token, scores: scores(3) }, { headers, device: randomUUID() })).toMatchObject({
    __typename: 'Rated',
    given: { verified: true },
  })
  expect(
    await rate(town, { subject: 'parcels:Parcel:A', access: keyOfParcel('A'), scores: scores(3) }, { headers }),
  ).toMatchObject({ code: 'SUBJECT_UNKNOWN' })
  const gone = await town.graph('uzda', '{ parcels(ids: ["A"]) { serviceRating { overall } } }', {}, { headers })
  expect(gone.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_DISABLED', module: 'parcels' })
})
