import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, FakeClock, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { monthsAt } from '../src/month/months.ts'
import {
  demonstrationAccounts,
  DemonstrationClock,
  seedDemonstration,
  type DemonstrationSummary,
} from '../src/seed-demonstration.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly overdue: boolean
  readonly supporters: number
  readonly place: { readonly object: string | null }
  readonly history: readonly { readonly kind: string }[]
}

// a Friday, half past twelve in Minsk
const now = new FakeClock('2026-11-20T09:30:00Z')
const clock = new DemonstrationClock(now)
const months = monthsAt(now.now())
const start = (onProgress?: (text: string) => void) =>
  seedDemonstration(platform.host, clock, { newCity: ['appeals'], ...(onProgress ? { onProgress } : {}) })
let platform: TestHost
let finished: DemonstrationSummary

beforeAll(async () => {
  platform = await createTestHost({
    postgres: inject('postgres'),
    cities: [],
    units: [identityUnit],
    modules: [appeals, ratings],
    host: { clock, identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts }) },
  })
  const halfway = (text: string) => {
    if (text.startsWith('200 of')) throw new Error('the plug was pulled')
  }
  await expect(start(halfway)).rejects.toThrow('the plug was pulled')
  finished = await start()
}, 300_000)
afterAll(() => platform?.stop())

async function ask<Data>(
  city: string,
  username: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const reply = await platform.graph<Data>(city, query, variables, {
    as: await platform.host.identity!.issueToken!(username),
  })
  expect(reply.errors).toBeUndefined()
  return reply.data
}
const rowsOf = async (city: string): Promise<readonly Row[]> =>
  (
    await ask<{ reports: { nodes: Row[] } }>(
      city,
      `operator.${city}`,
      '{ reports(first: 100) { nodes { id number status overdue supporters place { object } history { kind } } } }',
    )
  ).reports.nodes
const counted = (words: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]))

test('an interrupted telling goes on where it stopped, and a complete one is left alone', async () => {
  expect(finished.cities).toEqual([
    { slug: 'uzda', state: 'finished', reports: months['uzda']!.length },
    { slug: 'zhodino', state: 'finished', reports: months['zhodino']!.length },
  ])
  const before = await rowsOf('uzda')
  expect((await start()).cities).toEqual([
    { slug: 'uzda', state: 'there', reports: 0 },
    { slug: 'zhodino', state: 'there', reports: 0 },
  ])
  expect(await rowsOf('uzda')).toEqual(before)
})

test.each([
  [
    'uzda',
    'УЗ',
    { ROUTED: 5, NEW: 3, ACCEPTED: 7, INTERIM: 4, REOPENED: 1, ANSWERED: 11, CONFIRMED: 41, REJECTED: 1 },
    5,
  ],
  ['zhodino', 'ЖО', { ROUTED: 3, NEW: 2, ACCEPTED: 4, IN_PROGRESS: 1, INTERIM: 2, ANSWERED: 6, CONFIRMED: 26 }, 2],
])('%s has its own month: numbers without gaps, every status, nothing twice', async (city, prefix, statuses, late) => {
  const rows = await rowsOf(city)
  expect(rows.map(({ number }) => number).sort()).toEqual(
    months[city]!.map((_, at) => `${prefix}-С-2026-${String(at + 1).padStart(6, '0')}`),
  )
  expect(counted(rows.map(({ status }) => status))).toEqual(statuses)
  expect(rows.filter(({ overdue }) => overdue)).toHaveLength(late)
  const acts = months[city]!.flatMap(({ acts: all }) => all.map((one) => one.do))
  const kinds = counted(rows.flatMap(({ history }) => history.map(({ kind }) => kind)))
  expect([kinds['ANSWERED'], kinds['CONFIRMED'], kinds['REOPENED'] ?? 0, kinds['PLANNED']]).toEqual(
    ['answer', 'confirm', 'reopen', 'plan'].map((name) => acts.filter((one) => one === name).length),
  )
  expect(rows.reduce((sum, { supporters }) => sum + supporters - 1, 0)).toBe(
    acts.filter((one) => one === 'join').length,
  )
  const { reports } = await ask<{ reports: { total: number } }>(
    city,
    `operator.${city}`,
    '{ reports(filter: { photosToCheck: true }) { total } }',
  )
  expect(reports.total).toBe(1)
})

test('no report of one city shows in the other', async () => {
  const [mine, theirs] = await Promise.all([rowsOf('uzda'), rowsOf('zhodino')])
  expect(mine.filter(({ id }) => theirs.some((other) => other.id === id))).toEqual([])
  const as = await platform.host.identity!.issueToken!('operator.zhodino')
  const foreign = await platform.graph<{ report: unknown }>(
    'zhodino',
    'query ($id: ID!) { report(id: $id) { id } }',
    { id: mine[0]!.id },
    { as },
  )
  expect([foreign.data.report, foreign.errors?.[0]?.extensions.code]).toEqual([null, 'REPORT_UNKNOWN'])
})

test('the head’s morning has something to say, with photos that are really there', async () => {
  const photo = '{ thumbUrl }'
  const { morning } = await ask<{
    morning: {
      firstResponse: { minutes: number; previousMinutes: number }
      rating: { mean: number }
      pairs: { before: { thumbUrl: string }; after: { thumbUrl: string } }[]
    } & Record<string, { value: number; previous: number }>
  }>(
    'uzda',
    'head.uzda',
    `{ morning { open { value previous } overdue { value } confirmed { value } reopened { value } received { value } firstResponse { minutes previousMinutes } rating { mean } pairs { before ${photo} after ${photo} } } }`,
  )
  for (const figure of ['open', 'overdue', 'confirmed', 'reopened', 'received'])
    expect(morning[figure]!.value, figure).toBeGreaterThan(0)
  expect(morning['open']!.previous).toBeGreaterThan(10)
  expect(morning.firstResponse.minutes).toBeLessThan(morning.firstResponse.previousMinutes)
  expect(morning.rating.mean).toBeGreaterThan(4)
  expect(morning.pairs).toHaveLength(6)
  for (const { before, after } of morning.pairs) {
    for (const { thumbUrl } of [before, after])
      expect((await platform.fetch(thumbUrl)).headers.get('content-type')).toBe('image/webp')
  }
})

test('Узда has rated its services, with words, answers and places; Жодино has not begun', async () => {
  type Row = {
    code: string
    title: string
    rank: number | null
    counted: { n: number; overall: number }
    comments: { nodes: { text: string | null; answer: { by: string } | null }[] }
  }
  const { ratedObjects } = await ask<{ ratedObjects: { basis: string; minimum: number; nodes: Row[] } }>(
    'uzda',
    'citizen',
    '{ ratedObjects(first: 30) { basis minimum nodes { code title rank counted { n overall } comments { nodes { text answer { by } } } } } }',
  )
  expect(ratedObjects).toMatchObject({ basis: 'VERIFIED', minimum: 3 })
  const ranked = ratedObjects.nodes.filter(({ rank }) => rank !== null)
  expect(ranked.length).toBeGreaterThanOrEqual(4)
  expect(ratedObjects.nodes.reduce((sum, { counted }) => sum + counted.n, 0)).toBeGreaterThan(20)
  const said = ratedObjects.nodes.flatMap(({ comments }) => comments.nodes)
  expect(said.length).toBeGreaterThan(8)
  // signed by the service, not by who wrote it
  const answered = ratedObjects.nodes.flatMap(({ title, comments }) =>
    comments.nodes.flatMap(({ answer }) => (answer ? [[answer.by, title]] : [])),
  )
  expect(answered.length).toBeGreaterThan(0)
  for (const [by, title] of answered) expect(by).toBe(title)
  const off = await platform.graph('zhodino', '{ ratedObjects { total } }')
  expect(off.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_DISABLED', module: 'ratings' })
})

test('the swings of UZ-0047 can be reported at once', async () => {
  const { data } = await platform.graph<{ place: { openReports: unknown[] } }>(
    'uzda',
    '{ place(code: "UZ-0047") { openReports { id } } }',
  )
  expect(data.place.openReports).toEqual([])
  const input = { submissionKey: crypto.randomUUID(), object: 'UZ-0047', tile: 'SWING' }
  const sent = await platform.graph<{ submitReport: { __typename: string } }>(
    'uzda',
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename } }',
    { input },
  )
  expect(sent.data.submitReport.__typename).toBe('SubmittedReport')
})

test('everybody the sign-in page names is there, every department has somebody, and nobody drowns in letters', async () => {
  for (const { username } of demonstrationAccounts)
    expect(await platform.host.identity!.users.find(username), username).toMatchObject({ demonstration: true })
  const { departments, unreadNotifications } = await ask<{
    departments: { id: string; code: string }[]
    unreadNotifications: number
  }>('uzda', 'executor.uzda', '{ unreadNotifications departments { id code } }')
  const staffed = new Map<string, unknown>()
  for (const { id, code } of departments)
    staffed.set(
      code,
      (
        await ask<{ department: { staff: unknown } }>(
          'uzda',
          'executor.uzda',
          `{ department(id: "${id}") { staff { name } } }`,
        )
      ).department.staff,
    )
  expect([...staffed].filter(([, staff]) => (staff as unknown[]).length === 0)).toEqual([])
  expect(staffed.get('HOUS')).toEqual([{ name: 'Павел Климович (демо)' }])
  expect(unreadNotifications).toBeLessThan(10)
  const { myCases } = await ask<{ myCases: unknown[] }>('uzda', 'citizen', '{ myCases { number } }')
  // four of her own, and one that she sees too
  expect(myCases).toHaveLength(5)
})
