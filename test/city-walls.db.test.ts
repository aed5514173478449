import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  walkMutations,
  walkQueries,
  type ArgumentValues,
  type GraphOptions,
  type TestHost,
  type WalkStep,
} from '@vmeste/testkit'
import {
  askTogether,
  byCursor,
  byName,
  bySearch,
  byValue,
  each,
  ForeignContent,
  inFewRequests,
  misunderstood,
  namesIn,
  openStream,
  type Answered,
  type CityDump,
  type FurnishedCity,
  type Names,
} from '@vmeste/testkit/run-silver'
import { forgetful, seenByHandler } from './city-walls/forgetful-plugin.ts'
import { mark, twoCities } from './city-walls/two-cities.ts'
import { installedPlugins } from './installed.ts'
import { ownFields } from './own-fields.ts'

// some thousand requests; on a busy machine each takes its time
vi.setConfig({ testTimeout: 120_000 })

/** Everybody Узда knows, the guest being nobody, and whoever holds every right of every module. */
const accounts: readonly GraphOptions[] = [
  {},
  { as: 'citizen' },
  { as: 'operator.uzda' },
  { as: 'executor.uzda' },
  { as: 'head.uzda' },
  { as: 'admin.uzda' },
  { as: 'all.uzda' },
]
const staff = accounts.filter(({ as }) => as?.includes('.') && as !== 'all.uzda')
/** Who asks by every name: nobody, anybody, and whoever may do everything; the others by what is named. */
const asksAll = ({ as }: GraphOptions): boolean => as === undefined || as === 'citizen' || as === 'all.uzda'
const nameOf = ({ as }: GraphOptions): string => as ?? 'guest'
/** Each module tries its own fields by everything of its own; here they are asked by what the others have. */
const ofModules = ownFields(installedPlugins)
const ofPlatform = ({ field }: WalkStep): boolean => !ofModules.has(field) || ownFields([forgetful]).has(field)

/** Whoever reads leaves a trace of having looked, and of nothing else. */
const unlooked = (dump: CityDump): CityDump => ({ ...dump, 'core.look': [] })

let host: TestHost
let away: FurnishedCity
let before: CityDump
let foreign: ForeignContent
let names: Names
beforeAll(async () => {
  const cities = await twoCities()
  host = cities.host
  away = cities.away
  before = unlooked(await away.dump())
  foreign = new ForeignContent(before, await cities.home.dump(), away.known, mark)
  names = namesIn(before, away.known)
}, 180_000)
afterAll(() => host.stop())

const schemaOf = (slug: string) => host.host.graphs.for(host.host.store.bySlug(slug)!).graph.schema
const filesOnDisk = (slug: string): Promise<string[]> =>
  readdir(join(host.dataFolder, 'civic', 'files', slug), { recursive: true })

const plain: Record<string, unknown[]> = { years: [2026], lat: [53.46], lon: [27.21] }
const nothing: ArgumentValues = (argument) => plain[argument] ?? []
/** Every name of Жодино in every argument of the platform's own fields that takes one. */
const every: ArgumentValues = (argument, ...of) =>
  plain[argument] ?? (['profile', 'term'].includes(argument) ? [] : byName(names)(argument, ...of))
const keysAlone: ArgumentValues = (...of) => byName({ uuids: [], words: away.known.keys ?? [] })(...of)

/** The schema as it is, then with whatever can be asked by name: the platform's own fields by everything. */
function* walk(slug: string, only = (_step: WalkStep): boolean => true, byAll = true): Generator<WalkStep> {
  const schema = schemaOf(slug)
  for (const step of walkQueries(schema, nothing, 4)) if (only(step)) yield step
  for (const [values, own] of [
    [byAll ? every : nothing, true],
    [bySearch(names), true],
    [byCursor(away.known), false],
    [byValue(away.known), false],
    [keysAlone, false],
  ] as const)
    for (const step of walkQueries(schema, values, 4))
      if (Object.keys(step.variables).length > 0 && only(step) && (!own || ofPlatform(step))) yield step
}

async function ask(slug: string, steps: readonly WalkStep[], account: GraphOptions): Promise<Answered[]> {
  const answers = await askTogether(host, slug, steps, account)
  for (const { step, codes, text } of answers)
    // a step that the graph does not understand would prove nothing
    expect(
      codes.filter((code) => misunderstood.has(code)),
      `${step.field} ${JSON.stringify(step.variables)} ${text.slice(0, 500)}`,
    ).toEqual([])
  return answers
}
const seenIn = ({ step, text }: Answered): string[] => foreign.in(text, JSON.stringify(step.variables))

test('the walk finds Жодино where it may be found: as its own people', async () => {
  expect(foreign.size).toBeGreaterThan(100)
  const shown = new Set<string>()
  for (const as of ['all.zhodino', 'admin.zhodino', 'executor.zhodino', 'citizen'])
    await each(
      inFewRequests(
        schemaOf('zhodino'),
        walk('zhodino', (step) => ofPlatform(step) && !shown.has(step.field)),
      ),
      async (steps) => {
        for (const answer of await ask('zhodino', steps, { as }))
          if (seenIn(answer).length > 0) shown.add(answer.step.field)
      },
    )
  expect([...shown].sort()).toEqual(
    expect.arrayContaining([
      'calendars',
      'city',
      'deliveries',
      'department',
      'departments',
      'everything',
      'me',
      'moduleLog',
      'modules',
      'myCases',
      'myNotifications',
      'organisations',
      'outbox',
      'staff',
      'territories',
      'topicRules',
      'topics',
    ]),
  )
})

test.each(accounts.map((account) => [nameOf(account), account] as const))(
  '%s of Узда sees nothing of Жодино in any query, whatever is asked for',
  async (_, account) => {
    // modules ask their own fields as everybody; the others' names as whoever sees most
    const only = account.as === 'all.uzda' ? undefined : ofPlatform
    let asked = 0
    await each(inFewRequests(schemaOf('uzda'), walk('uzda', only, asksAll(account))), async (steps) => {
      asked += steps.length
      for (const answer of await ask('uzda', steps, account))
        expect(seenIn(answer), `${answer.step.field} ${JSON.stringify(answer.step.variables)}`).toEqual([])
    })
    expect(asked).toBeGreaterThan(asksAll(account) ? 100 : 40)
  },
)

test.each(accounts.map((account) => [nameOf(account), account] as const))(
  '%s of Узда changes nothing there by any mutation that names its things',
  async (_, account) => {
    const named: ArgumentValues = (argument, ...of) =>
      argument === 'text' || argument === 'reason' || argument === 'comment' ? [] : every(argument, ...of)
    const values = asksAll(account) && account.as !== 'citizen' ? named : byValue(away.known)
    const steps = [...walkMutations(schemaOf('uzda'), values, 2)].filter(ofPlatform)
    await each(inFewRequests(schemaOf('uzda'), steps), async (some) => {
      for (const { step, text, codes } of await askTogether(host, 'uzda', some, { device: randomUUID(), ...account })) {
        expect(codes, step.field).not.toContain('INTERNAL')
        expect(text, `${step.field} ${JSON.stringify(step.variables)}`).not.toContain(mark)
      }
    })
    await host.host.events.idle()
    expect(unlooked(await away.dump())).toEqual(before)
  },
)

test('a picture sent to Узда under an id of Жодино is another picture', async () => {
  const [picture] = away.known.files!
  const id = /files\/([0-9a-f-]+)/.exec(picture!)![1]!
  const kept = await (await host.fetch(picture!)).bytes(),
    disk = await filesOnDisk('zhodino')
  await host.fetch(`/c/uzda/files/${id}`, { method: 'PUT', body: kept, headers: { 'x-device': randomUUID() } })
  expect(await (await host.fetch(picture!)).bytes()).toEqual(kept)
  expect(await filesOnDisk('zhodino')).toEqual(disk)
  expect(unlooked(await away.dump())).toEqual(before)
})

describe('with a token of Узда in Жодино', () => {
  // say who one is, and what is one's own: test/people/my-data.db.test.ts, core/civic/src/reach/reach.db.test.ts
  const own = new Set(['me', 'myData', 'myReach'])
  const stranger = { as: 'stranger' }
  const asked = () =>
    inFewRequests(
      schemaOf('zhodino'),
      walk('zhodino', (step) => ofPlatform(step) && !own.has(step.field), false),
    )

  test('the staff of Узда get what any stranger gets who has signed in', async () => {
    await each(asked(), async (steps) => {
      const asStranger = await ask('zhodino', steps, stranger)
      for (const account of staff)
        for (const [at, { text, step }] of (await ask('zhodino', steps, account)).entries())
          expect(text, `${nameOf(account)} ${step.field}`).toBe(asStranger[at]!.text)
    })
  })

  test('and a stranger gets what a guest gets, and lists of their own that are empty', async () => {
    const personal: Record<string, unknown> = {
      myCases: [],
      myNotifications: [],
      unreadNotifications: 0,
      myMessenger: { __typename: 'MyMessenger', offered: false, linked: false },
      myPhone: { __typename: 'MyPhone', number: null, reach: 'NOWHERE' },
    }
    await each(asked(), async (steps) => {
      const [signedIn, guest] = await Promise.all([ask('zhodino', steps, stranger), ask('zhodino', steps, {})])
      for (const [at, { step, data }] of signedIn.entries())
        expect(data, step.field).toEqual(step.field in personal ? personal[step.field] : guest[at]!.data)
    })
  })

  test('no verb of staff is theirs', async () => {
    const open = new Set([
      'markNotificationsRead',
      'changeMyReach',
      'subscribePush',
      'unsubscribePush',
      'linkMessenger',
      'unlinkMessenger',
      'requestPhoneCode',
      'confirmPhone',
      'forgetPhone',
      'eraseMyData',
      'remember',
      'overwriteAll',
      'forgetAll',
    ])
    for (const account of staff) {
      const refused = await each(
        [...walkMutations(schemaOf('zhodino'), nothing, 2)].filter((step) => ofPlatform(step) && !open.has(step.field)),
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
    expect(unlooked(await away.dump())).toEqual(before)
  })
})

test('a module that forgets the city reads, overwrites and handles its own city alone', async () => {
  const rows = before['forgetful.note']
  expect(rows).toHaveLength(4)
  await host.graph('uzda', 'mutation { forgetAll }')
  await host.graph('uzda', 'mutation { remember(text: "своё") }')
  expect((await host.graph('uzda', '{ everything }')).data).toEqual({ everything: ['своё'] })
  expect((await host.graph('uzda', 'mutation { overwriteAll forgetAll }')).data).toEqual({
    overwriteAll: 1,
    forgetAll: 1,
  })
  expect((await away.dump())['forgetful.note']).toEqual(rows)
  const inUzda = seenByHandler.filter(({ city }) => city === 'uzda')
  expect(inUzda.length).toBeGreaterThan(3)
  expect(inUzda.flatMap(({ texts }) => texts).filter((text) => text.includes(mark))).toEqual([])
})

test('what happens in Жодино wakes no live field in Узда', async () => {
  const query = 'subscription { cityChanged { revision } }'
  const streams = await Promise.all(accounts.map((account) => openStream(host, 'uzda', query, {}, account)))
  const watching = await openStream(host, 'zhodino', query, {}, { as: 'operator.zhodino' })
  await sleep(200)
  await host.graph(
    'zhodino',
    'mutation { changeModules(changes: [{ module: "forgetful", enabled: false }]) { __typename } }',
    {},
    { as: 'admin.zhodino' },
  )
  await host.host.events.idle()
  await expect.poll(() => watching.text()).toContain('revision')
  await sleep(500)
  for (const stream of streams) {
    expect(stream.text()).not.toContain('"data":{"cityChanged":{')
    expect(foreign.in(stream.text())).toEqual([])
  }
  await Promise.all([...streams, watching].map((stream) => stream.close()))
})
