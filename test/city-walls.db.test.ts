import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import {
  createTestHost,
  uzda,
  walkMutations,
  walkQueries,
  zhodino,
  type ArgumentValues,
  type GraphOptions,
  type TestHost,
  type WalkStep,
} from '@vmeste/testkit'
import { dumpCity, type CityDump } from './city-walls/dump-city.ts'
import { each } from './city-walls/each.ts'
import { ForeignContent, namesIn } from './city-walls/foreign-content.ts'
import { forgetful, neverRest, seenByHandler } from './city-walls/forgetful-plugin.ts'
import { furnishCity, type Furnished } from './city-walls/furnish-city.ts'
import { openStream } from './city-walls/live-streams.ts'

// a walk is thousands of requests; on a busy machine each takes its time
vi.setConfig({ testTimeout: 120_000 })

const mark = 'МЕТКА-ЖОДИНО'
/** Everybody Узда knows, the guest being nobody. */
const accounts: readonly GraphOptions[] = [
  {},
  { as: 'citizen' },
  { as: 'operator.uzda' },
  { as: 'executor.uzda' },
  { as: 'head.uzda' },
  { as: 'admin.uzda' },
]
const staff = accounts.filter(({ as }) => as?.includes('.'))
const nameOf = ({ as }: GraphOptions): string => as ?? 'guest'

let host: TestHost
let theirs: Furnished
let before: CityDump
let foreign: ForeignContent
let names: { uuids: string[]; words: string[] }
beforeAll(async () => {
  host = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals, ratings, forgetful],
    host: { eventsTuning: { attempts: 1 }, healthTuning: neverRest },
    cities: [
      { ...uzda, demonstration: true },
      { ...zhodino, demonstration: true },
    ],
  })
  await furnishCity(host, 'uzda', 'UZ', 'МЕТКА-УЗДА')
  theirs = await furnishCity(host, 'zhodino', 'ZH', mark)
  before = await dumpOf('zhodino')
  foreign = new ForeignContent(before, await dumpOf('uzda'), theirs, mark)
  names = namesIn(before, theirs)
})
afterAll(() => host.stop())

const idOf = (slug: string): number => host.host.store.bySlug(slug)!.city.id
const dumpOf = (slug: string): Promise<CityDump> => dumpCity(host.databaseUrl, idOf(slug))
const schemaOf = (slug: string) => host.host.graphs.for(host.host.store.bySlug(slug)!).graph.schema
const filesOnDisk = (slug: string): Promise<string[]> =>
  readdir(join(host.dataFolder, 'civic', 'files', slug), { recursive: true })

const plain: Record<string, unknown[]> = { years: [2026], lat: [53.46], lon: [27.21] }
const nothing: ArgumentValues = (argument) => plain[argument] ?? []
/**
 * Every name of Жодино in every argument that takes one; lists are asked for as they are, so their filters hide
 * nothing.
 */
const every: ArgumentValues = (argument, type) => {
  if (argument in plain) return plain[argument]!
  if (type === 'UUID') return names.uuids
  if (type === 'ID') return [...names.uuids, ...names.words.filter((word) => /[|/]/.test(word))]
  if (type !== 'String' || ['search', 'after', 'profile', 'term'].includes(argument)) return []
  return names.words
}
const searched: ArgumentValues = (argument, type) =>
  type === 'String' && argument === 'search'
    ? ['Советская', ...theirs.reports, ...names.words.filter((_, at) => at % 4 === 0)]
    : []
const paged: ArgumentValues = (argument, type) => (argument === 'after' && type === 'String' ? theirs.cursors : [])

const few: ArgumentValues = (argument, type) =>
  every(argument, type).filter((_, at) => argument in plain || at % 6 === 0)

/** The whole schema as it is, then with whatever can be asked by name. */
function* walk(slug: string, named: ArgumentValues = every): Generator<WalkStep> {
  const schema = schemaOf(slug)
  yield* walkQueries(schema, nothing, 4)
  for (const values of [named, searched, paged])
    for (const step of walkQueries(schema, values, 4)) if (Object.keys(step.variables).length > 0) yield step
}

const malformed = new Set([
  'QUERY_TOO_COMPLEX',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'INTERNAL',
])
async function ask(
  slug: string,
  step: WalkStep,
  account: GraphOptions,
): Promise<{ text: string; codes: string[]; data: Record<string, unknown> | null }> {
  const reply = await host.graph<Record<string, unknown> | null>(slug, step.query, step.variables, account)
  const codes = reply.errors?.map((error) => error.extensions.code) ?? []
  // a step that the graph does not understand would prove nothing
  expect(
    codes.filter((code) => malformed.has(code)),
    `${step.field} ${JSON.stringify(step.variables)} ${JSON.stringify(reply.errors)}`,
  ).toEqual([])
  return { text: JSON.stringify(reply), codes, data: reply.data }
}

test('the walk finds Жодино where it may be found: as its own people', async () => {
  expect(foreign.size).toBeGreaterThan(100)
  const shown = new Set<string>()
  for (const as of ['operator.zhodino', 'executor.zhodino', 'head.zhodino', 'admin.zhodino', 'citizen']) {
    await each(walk('zhodino'), async (step) => {
      if (
        !shown.has(step.field) &&
        foreign.in((await ask('zhodino', step, { as })).text, JSON.stringify(step.variables)).length > 0
      )
        shown.add(step.field)
    })
  }
  expect([...shown].sort()).toEqual(
    expect.arrayContaining([
      'calendars',
      'city',
      'deliveries',
      'department',
      'departments',
      'everything',
      'explainRoute',
      'inbox',
      'me',
      'moduleLog',
      'modules',
      'morning',
      'myCases',
      'myNotifications',
      'nearbyReports',
      'objectTypes',
      'organisations',
      'outbox',
      'place',
      'qrObjects',
      'ratedObject',
      'ratedObjects',
      'ratedRegister',
      'ratingComments',
      'ratingForm',
      'report',
      'reportDepartments',
      'reports',
      'routingRules',
      'staff',
      'territories',
      'topicRules',
      'topics',
      'track',
    ]),
  )
})

describe.each(accounts.map((account) => [nameOf(account), account] as const))('%s of Узда', (_, account) => {
  test('sees nothing of Жодино in any query, whatever is asked for', async () => {
    const steps = await each(walk('uzda'), async (step) => {
      expect(
        foreign.in((await ask('uzda', step, account)).text, JSON.stringify(step.variables)),
        `${step.field} ${JSON.stringify(step.variables)}`,
      ).toEqual([])
    })
    expect(steps).toBeGreaterThan(100)
  })

  test('changes nothing there by any mutation that names its things', async () => {
    const named: ArgumentValues = (argument, type) =>
      argument === 'text' || argument === 'reason' || argument === 'comment'
        ? []
        : every(argument, type).filter((_value, at) => at % 2 === 0)
    await each(walkMutations(schemaOf('uzda'), named, 2), async ({ field, query, variables }) => {
      const reply = await host.graph('uzda', query, variables, { device: randomUUID(), ...account })
      expect(reply.status, field).toBeLessThan(500)
      expect(JSON.stringify(reply), `${field} ${JSON.stringify(variables)}`).not.toContain(mark)
    })
    await host.host.events.idle()
    expect(await dumpOf('zhodino')).toEqual(before)
  })

  test('opens no picture, poster or link of Жодино at home', async () => {
    const headers: Record<string, string> = account.as ? { authorization: `Bearer ${account.as}` } : {}
    const opens = async (path: string): Promise<number> => {
      const reply = await host.fetch(path, { headers })
      expect(foreign.in(await reply.text(), path), path).toEqual([])
      return reply.status
    }
    for (const picture of theirs.pictures)
      expect(await opens(picture.replace('/c/zhodino/', '/c/uzda/')), picture).toBe(404)
    for (const format of ['svg', 'pdf']) {
      expect(await opens(`/c/uzda/m/appeals/posters/${format}?codes=ZH-0047`)).toBeGreaterThanOrEqual(400)
      expect(await opens(`/c/zhodino/m/appeals/posters/${format}?codes=ZH-0047`)).toBeGreaterThanOrEqual(400)
    }
  })
})

test('a picture sent to Узда under an id of Жодино is another picture', async () => {
  const [picture] = theirs.pictures
  const id = /files\/([0-9a-f-]+)/.exec(picture!)![1]!
  const kept = await (await host.fetch(picture!)).bytes(),
    disk = await filesOnDisk('zhodino')
  await host.fetch(`/c/uzda/files/${id}`, { method: 'PUT', body: kept, headers: { 'x-device': randomUUID() } })
  expect(await (await host.fetch(picture!)).bytes()).toEqual(kept)
  expect(await filesOnDisk('zhodino')).toEqual(disk)
  expect(await dumpOf('zhodino')).toEqual(before)
})

describe('with a token of Узда in Жодино', () => {
  const own = new Set(['me']) // says who one is
  const stranger = { as: 'stranger' }

  test('the staff of Узда get what any stranger gets who has signed in', async () => {
    for (const account of staff) {
      await each(walk('zhodino', few), async (step) => {
        if (own.has(step.field)) return
        const [asStaff, asStranger] = await Promise.all([ask('zhodino', step, account), ask('zhodino', step, stranger)])
        expect(asStaff.text, `${nameOf(account)} ${step.field}`).toBe(asStranger.text)
      })
    }
  })

  test('and a stranger gets what a guest gets, and lists of their own that are empty', async () => {
    const personal: Record<string, unknown> = {
      myCases: [],
      myNotifications: [],
      unreadNotifications: 0,
      myPhone: { __typename: 'MyPhone', number: null, reach: 'NOWHERE' },
    }
    await each(walk('zhodino', few), async (step) => {
      if (own.has(step.field)) return
      const [signedIn, guest] = await Promise.all([ask('zhodino', step, stranger), ask('zhodino', step, {})])
      if (step.field in personal) expect(signedIn.data).toEqual({ [step.field]: personal[step.field] })
      else expect(signedIn.data, step.field).toEqual(guest.data)
    })
  })

  test('no verb of staff is theirs', async () => {
    const open = new Set([
      'submitReport',
      'joinReport',
      'leaveContact',
      'confirmReport',
      'reopenReport',
      'rate',
      'markNotificationsRead',
      'requestPhoneCode',
      'confirmPhone',
      'forgetPhone',
      'remember',
      'overwriteAll',
      'forgetAll',
    ])
    for (const account of staff) {
      const refused = await each(
        [...walkMutations(schemaOf('zhodino'), nothing, 2)].filter(({ field }) => !open.has(field)),
        async (step) => {
          const { data, errors } = await host.graph('zhodino', step.query, step.variables, account)
          const refusal = Object.entries((data as Record<string, object> | null)?.[step.field] ?? {}).find(([name]) =>
            name.endsWith('NotAllowed_code'),
          )
          expect(errors?.[0]?.extensions.code ?? refusal?.[1], `${nameOf(account)} ${step.field}`).toBe('FORBIDDEN')
        },
      )
      expect(refused).toBeGreaterThan(20)
    }
    expect(await dumpOf('zhodino')).toEqual(before)
  })
})

test('a module that forgets the city reads, overwrites and handles its own city alone', async () => {
  const rows = before['forgetful.note']
  expect(rows).toHaveLength(1)
  await host.graph('uzda', 'mutation { forgetAll }')
  await host.graph('uzda', 'mutation { remember(text: "своё") }')
  expect((await host.graph('uzda', '{ everything }')).data).toEqual({ everything: ['своё'] })
  expect((await host.graph('uzda', 'mutation { overwriteAll forgetAll }')).data).toEqual({
    overwriteAll: 1,
    forgetAll: 1,
  })
  expect((await dumpOf('zhodino'))['forgetful.note']).toEqual(rows)
  const inUzda = seenByHandler.filter(({ city }) => city === 'uzda')
  expect(inUzda.length).toBeGreaterThan(3)
  expect(inUzda.flatMap(({ texts }) => texts).filter((text) => text.includes(mark))).toEqual([])
})

test('what happens in Жодино wakes no live field in Узда', async () => {
  const live = [
    'subscription { cityChanged { revision } }',
    'subscription { inboxChanged { report number kind department } }',
    'subscription ($secret: String!) { reportChanged(secret: $secret) { number text } }',
  ]
  const [secret] = theirs.secrets.slice(1)
  const open = (slug: string, account: GraphOptions) =>
    Promise.all(
      live.map((query) => openStream(host, slug, query, query.includes('$secret') ? { secret } : {}, account)),
    )
  const streams = (await Promise.all(accounts.map((account) => open('uzda', account)))).flat()
  const watching = await open('zhodino', { as: 'operator.zhodino' })
  const strangers = (await Promise.all(staff.map((account) => open('zhodino', account)))).flatMap(([, inbox]) => inbox!)
  await sleep(200)
  await host.graph(
    'zhodino',
    'mutation ($id: ID!) { acceptReport(id: $id, version: 1) { __typename } joinReport(input: { report: $id, submissionKey: "0192d6f4-d140-7751-9602-b3db93a0ee25" }) { __typename } }',
    { id: theirs.reports[1] },
    { as: 'executor.zhodino' },
  )
  await host.graph(
    'zhodino',
    'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { phone: "+375291234567", consent: true }) { __typename } }',
    { secret },
  )
  const submitted = await host.graph<{ r: { id: string } }>(
    'zhodino',
    'mutation ($key: UUID!) { r: submitReport(input: { submissionKey: $key, object: "ZH-0047", topic: "YARD.PLAY", anywayNew: true }) { __typename ... on SubmittedReport { id } } }',
    { key: randomUUID() },
    { as: 'citizen' },
  )
  await host.graph(
    'zhodino',
    'mutation { changeModules(changes: [{ module: "forgetful", enabled: false }]) { __typename } }',
    {},
    { as: 'admin.zhodino' },
  )
  await host.host.events.idle()
  await expect.poll(() => watching[1]!.text()).toContain(submitted.data.r.id)
  await expect.poll(() => watching[0]!.text()).toContain('revision')
  await sleep(500)
  for (const stream of streams) {
    expect(stream.text()).not.toMatch(/"data":\{"(cityChanged|inboxChanged|reportChanged)":\{/)
    expect(foreign.in(stream.text(), JSON.stringify({ secret }))).toEqual([])
  }
  for (const stream of strangers) expect(stream.text()).toContain('FORBIDDEN')
  await Promise.all([...streams, ...watching, ...strangers].map((stream) => stream.close()))
})
