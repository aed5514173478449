import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { uzda, variablesFor, type ArgumentValues, type GraphOptions, type TestHost } from '@vmeste/testkit'
import { recordedOperations } from '@vmeste/testkit/run-conformance'
import { furnishCity, isAnswer, silverCity, through as throughDoor } from '@vmeste/testkit/run-silver'
import { deadDelivery } from './both-doors/dead-delivery.ts'
import { directoryTables, takeIn } from './both-doors/directory-tables.ts'
import { letterOnPaper } from './both-doors/letter-on-paper.ts'
import { everyFurnishing, hostOfAll } from './city-walls/two-cities.ts'
import { carriers, root } from './workspace.ts'

const device = randomUUID()
const accounts: readonly GraphOptions[] = [
  { device },
  { as: 'citizen' },
  { as: 'operator.uzda' },
  { as: 'executor.uzda' },
  { as: 'head.uzda' },
  { as: 'admin.uzda' },
  { as: 'platform-admin' },
]

// hundreds of requests each; on a busy machine each takes its time
vi.setConfig({ testTimeout: 120_000 })

let host: TestHost
beforeAll(async () => {
  host = await hostOfAll({
    cities: [{ ...uzda, demonstration: true }],
    host: { packageFolders: carriers(), status: { tuning: { freshMs: 3_600_000 } } },
  })
  const city = silverCity(host, 'uzda', 'UZ', 'МЕТКА')
  await furnishCity(city, everyFurnishing)
  for (const [list, tables] of Object.entries(directoryTables))
    await takeIn(city.ask, list, (await tables(city.ask))[0])
  await deadDelivery(host, 'uzda')
  await letterOnPaper(host, 'uzda', '00000000-0000-7000-8000-000000000000')
})
afterAll(() => host.stop())

/** What the shell itself asks; a module's own documents are held against each other by the module. */
const operations = () =>
  recordedOperations(join(root, 'web')).flatMap(({ id, kind, ...one }) =>
    kind === 'subscription' ? [] : [[id, { kind, ...one }] as const],
  )
const schema = () => host.host.graphs.for(host.host.store.bySlug('uzda')!).graph.schema

/** Known things in the first round, unknown ones in the second: answers and a refusal. */
const values =
  (round: number): ArgumentValues =>
  (name, type) => {
    const good: Record<string, unknown> = {
      days: 30,
      first: 2,
      phone: '+375291112233',
      consent: true,
      module: 'forgetful',
      enabled: true,
      years: 2026,
      profile: 'by-message',
      term: '5wd',
      department: 'HOUS',
      code: 'YARD.PLAY', // of a topic
      makeSafe: '24h',
      fix: '5wd',
    }
    const unknown: Record<string, unknown> = { id: '00000000-0000-7000-8000-000000000000', after: 'x', module: 'none' }
    const value = round === 1 ? (unknown[name] ?? good[name]) : good[name]
    if (name === 'code' && type === 'ID') return ['operator'] // of a role
    // without one it is about whoever asks
    if (name === 'secret' && round === 0) return []
    // the first page
    if (name === 'after' && round === 0) return []
    if (name === 'list') return ['MINE']
    if (name === 'before') return round === 0 ? [] : ['00000000-0000-7000-8000-000000000000']
    if (type === 'UUID' && value === undefined) return ['00000000-0000-7000-8000-000000000000']
    if (
      type !== 'String' &&
      type !== 'ID' &&
      type !== 'UUID' &&
      type !== 'Int' &&
      type !== 'Float' &&
      type !== 'Boolean' &&
      type !== 'Date'
    )
      return []
    return value === undefined ? (type === 'String' ? ['Слово'] : []) : [value]
  }

/** Queries that somebody got more than a refusal from. */
const answered = new Set<string>()

const through = (body: Record<string, unknown>, account: GraphOptions) => throughDoor(host, 'uzda', body, account)

test('there are recorded documents of the shell and of modules', () => {
  expect(carriers()).toEqual(expect.arrayContaining([expect.stringMatching(/\/web$/)]))
  expect(operations().length).toBeGreaterThan(20)
})

async function compareAll(account: GraphOptions): Promise<void> {
  for (const [id, { document, name, kind }] of operations()) {
    const samples = new Set([0, 1].map((round) => JSON.stringify(variablesFor(schema(), document, values(round)))))
    for (const sample of samples) {
      const variables = JSON.parse(sample) as Record<string, unknown>
      // what a verb changes is changed by now, so that the two that are compared find the same
      if (kind === 'mutation') await through({ id, variables }, account)
      const adHoc = await through({ query: document, variables }, account)
      const trusted = await through({ id, variables }, account)
      // who asks what is held about them has left a trace of asking by the second time
      if (name === 'myData') expect(isAnswer(schema(), trusted.data)).toBe(isAnswer(schema(), adHoc.data))
      else expect(trusted, `${name} ${sample}`).toEqual(adHoc)
      expect(JSON.stringify(trusted), name).not.toContain('INTERNAL')
      if (kind === 'query' && isAnswer(schema(), trusted.data)) answered.add(name)
    }
  }
}

test.each(accounts.map((account) => [account.as ?? 'guest', account] as const))(
  'as %s every recorded document is answered alike through both doors',
  (_, account) => compareAll(account),
)

test('and so it is with a module off', async () => {
  const change = (enabled: boolean) =>
    host.graph(
      'uzda',
      'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "forgetful", enabled: $enabled }]) { __typename } }',
      { enabled },
      { as: 'admin.uzda' },
    )
  await change(false)
  for (const account of [{ device }, { as: 'admin.uzda' }]) await compareAll(account)
  await change(true)
})

// a mutation that is done is compared in two equal cities, in both-doors-mutations.db.test.ts
test('each query was answered to somebody, or the comparison would be of refusals alone', () => {
  expect(
    operations()
      .filter(([, { kind }]) => kind === 'query')
      .map(([, { name }]) => name)
      .filter((name) => !answered.has(name)),
  ).toEqual(['portalModules']) // no portal is built here: there is none to tell of
})

test('a document with variables of a wrong type, and one that is none, are refused alike', async () => {
  for (const [id, { document, name }] of operations().filter(([, { document }]) => document.includes('$'))) {
    const variables: Record<string, unknown> = Object.fromEntries(
      [...document.matchAll(/\$(\w+):/g)].map((match) => [String(match[1]), { wrong: true }] as const),
    )
    const trusted = await through({ id, variables }, {}),
      adHoc = await through({ query: document, variables }, {})
    expect(trusted, name).toEqual(adHoc)
    expect(
      trusted.errors?.map((error) => error.extensions.code),
      name,
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/)]))
  }
})
