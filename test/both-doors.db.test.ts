import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import {
  createTestHost,
  uzda,
  variablesFor,
  type ArgumentValues,
  type GraphOptions,
  type TestHost,
} from '@vmeste/testkit'
import { forgetful, neverRest } from './city-walls/forgetful-plugin.ts'
import { furnishCity, type Furnished } from './city-walls/furnish-city.ts'
import { deadDelivery } from './both-doors/dead-delivery.ts'
import { isAnswer } from './both-doors/answered.ts'
import { carriers } from './workspace.ts'

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
const submissionKey = randomUUID()

// hundreds of requests each; on a busy machine each takes its time
vi.setConfig({ testTimeout: 120_000 })

let host: TestHost
let known: Furnished
beforeAll(async () => {
  host = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals, ratings, forgetful],
    cities: [{ ...uzda, demonstration: true }],
    host: {
      packageFolders: carriers(),
      eventsTuning: { attempts: 1 },
      healthTuning: neverRest,
      status: { tuning: { freshMs: 3_600_000 } },
    },
  })
  known = await furnishCity(host, 'uzda', 'UZ', 'МЕТКА')
  await deadDelivery(host, 'uzda')
})
afterAll(() => host.stop())

const operations = () => [...host.host.trusted.entries()].filter(([, { kind }]) => kind !== 'subscription')
const schema = () => host.host.graphs.for(host.host.store.bySlug('uzda')!).graph.schema

/**
 * Known things in the first round, unknown ones in the second, other known ones in the third: answers and a refusal.
 */
const values =
  (round: number): ArgumentValues =>
  (name, type) => {
    const good: Record<string, unknown> = {
      id: known.reports[2],
      report: known.reports[1],
      secret: known.secrets[1],
      code: 'UZ-0047',
      object: 'UZ-0047',
      topic: 'YARD.PLAY',
      tile: 'UZTILE',
      department: 'HOUS',
      territory: 'UZNORTH',
      after: known.cursors[0],
      first: 2,
      days: 30,
      lat: 53.46,
      lon: 27.21,
      rating: 5,
      version: 1,
      radius: 500,
      submissionKey,
      phone: '+375291112233',
      date: '2026-05-05',
      consent: true,
      module: 'appeals',
      enabled: true,
      years: 2026,
      profile: 'by-message',
      term: '5wd',
      token: known.secrets.at(-1),
      subject: `appeals:Report:${known.reports[0]}`,
      access: known.secrets[0],
    }
    const unknown: Record<string, unknown> = {
      id: '00000000-0000-7000-8000-000000000000',
      secret: 'A'.repeat(32),
      code: 'UZ-9999',
      object: 'UZ-9999',
      after: 'x',
      version: 77,
      report: '00000000-0000-7000-8000-000000000000',
      module: 'none',
    }
    // one name, two kinds of things: a plate's code and a department's
    const value =
      round === 1 ? (unknown[name] ?? good[name]) : round === 2 && name === 'code' ? good['department'] : good[name]
    if (name === 'code' && type === 'ID') return ['operator'] // of a role
    if (name === 'before') return round === 0 ? [] : ['00000000-0000-7000-8000-000000000000']
    if (type === 'UUID' && value === undefined) return name === 'photos' ? [] : ['00000000-0000-7000-8000-000000000000']
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

interface Reply {
  readonly data?: Record<string, unknown> | null
  readonly errors?: { extensions: { code: string } }[]
}
/** Queries that somebody got more than a refusal from. */
const answered = new Set<string>()

async function through(body: Record<string, unknown>, { as, device }: GraphOptions): Promise<unknown> {
  const reply = await host.fetch('/c/uzda/graphql', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'accept-language': 'be',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(device ? { 'x-device': device } : {}),
    },
  })
  return reply.json()
}

test('there are recorded documents of the shell and of modules', () => {
  expect(carriers()).toEqual(expect.arrayContaining([expect.stringMatching(/\/web$/)]))
  expect(operations().length).toBeGreaterThan(4)
})

describe.each(accounts.map((account) => [account.as ?? 'guest', account] as const))('as %s', (_, account) => {
  test.each(['with the modules on', 'with appeals off'])(
    'every recorded document is answered alike through both doors, %s',
    async (state) => {
      const change = (enabled: boolean) =>
        host.graph(
          'uzda',
          'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "appeals", enabled: $enabled }]) { __typename } }',
          { enabled },
          { as: 'admin.uzda' },
        )
      const samples = operations().flatMap(([id, { document, name, kind }]) =>
        [0, 1, 2].map((round) => ({
          id,
          document,
          name,
          kind,
          variables: variablesFor(schema(), document, values(round)),
        })),
      )
      if (state === 'with appeals off') await change(false)
      for (const { id, document, name, kind, variables } of samples) {
        // what a verb changes is changed by now, so that the two that are compared find the same
        if (kind === 'mutation') await through({ id, variables }, account)
        const adHoc = await through({ query: document, variables }, account)
        const trusted = await through({ id, variables }, account)
        expect(trusted, `${name} ${JSON.stringify(variables)}`).toEqual(adHoc)
        expect(JSON.stringify(trusted), name).not.toContain('INTERNAL')
        if (kind === 'query' && isAnswer(schema(), (trusted as Reply).data)) answered.add(name)
      }
      if (state === 'with appeals off') await change(true)
    },
  )
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
      (trusted as Reply).errors?.map((error) => error.extensions.code),
      name,
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/)]))
  }
})
