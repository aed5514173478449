import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { knownRoles } from '../core/host/src/roles/known-roles.ts'
import { callsOf, each, letsIn, readRights, rightsColumns, type Call } from '@vmeste/testkit/run-silver'
import { installedPlugins } from './installed.ts'
import { ownFields } from './own-fields.ts'
import { read } from './workspace.ts'

// some thousand requests, each with a token of its own
vi.setConfig({ testTimeout: 240_000 })

/** The platform's own fields: a module keeps the table of its own, and asks for every one of them itself. */
const { rights, faults } = readRights(read('docs/rights.md'))
const roles: readonly string[] = rightsColumns
const ofPlatform = new Set(['guest', 'citizen', 'platform-admin'])
/** Roles that no column names: they begin as residents do. */
const others = knownRoles.map(({ code }) => code).filter((code) => !roles.includes(code))
/** Somebody who has them all: what one of them opened, this person would get through. */
const allOthers = 'all-others'

let host: TestHost
let calls: Call[]
/** By role; of a guest there is none. */
const bearers = new Map<string, string>()
beforeAll(async () => {
  host = await createTestHost({
    postgres: inject('postgres'),
    modules: installedPlugins,
    units: [identityUnit],
    host: { identity: embeddedIdentity({ demonstrationAccounts: [] }) },
  })
  const { users, issueToken } = host.host.identity!
  const enter = async (name: string, held: readonly string[], realmRoles: string[] = []): Promise<void> => {
    const cityRoles = held.map((role) => ({ city: 'uzda', role }))
    await users.create({ username: `${name}.uzda`, givenName: 'Ян', demonstration: true, realmRoles, cityRoles })
    bearers.set(name, await issueToken!(`${name}.uzda`))
  }
  for (const role of roles.filter((each) => each !== 'guest'))
    await enter(role, ofPlatform.has(role) ? [] : [role], role === 'platform-admin' ? [role] : [])
  await enter(allOthers, others)
  const elsewhere = ownFields(installedPlugins)
  calls = callsOf(host.host.graphs.for(host.host.store.bySlug('uzda')!).graph.schema).filter(
    ({ field }) => !elsewhere.has(field),
  )
})
afterAll(() => host.stop())

/** Who is let in where the table says otherwise, or is kept out: `Query.inbox: head is let in`. */
async function faultsOf(city: string, role: string, column: string): Promise<string[]> {
  const faults: string[] = []
  await each(calls, async (call) => {
    const wanted = rights.get(call.name)?.has(column) ?? false
    const found = await letsIn(host, city, call, bearers.get(role))
    if (found !== wanted) faults.push(`${call.name}: ${role} is ${found ? 'let in' : 'kept out'}`)
  })
  return faults.sort()
}

test('the table has a line for every field of the graph, and no other', () => {
  expect(faults).toEqual([])
  expect(calls.length).toBeGreaterThan(50)
  expect([...rights.keys()].sort()).toEqual(calls.map(({ name }) => name).sort())
})

test('the table has the roles that a token carries', () => {
  expect(roles).toEqual([
    'guest',
    'citizen',
    'operator',
    'executor',
    'department-head',
    'head',
    'city-admin',
    'platform-admin',
  ])
})

test.each(roles)('%s is let in at home exactly where the table says', async (role) => {
  expect(await faultsOf('uzda', role, role)).toEqual([])
})

test.each(roles.filter((role) => !['guest', 'platform-admin'].includes(role)))(
  '%s of Узда is in Жодино what every resident is',
  async (role) => {
    expect(await faultsOf('zhodino', role, 'citizen')).toEqual([])
  },
)

test('whoever runs the platform is let in everywhere to the same', async () => {
  expect(await faultsOf('zhodino', 'platform-admin', 'platform-admin')).toEqual([])
})

test('a guest is a guest in Жодино too', async () => {
  expect(await faultsOf('zhodino', 'guest', 'guest')).toEqual([])
})

test('the other roles begin as residents', async () => {
  expect(others.length).toBeGreaterThan(5)
  expect(await faultsOf('uzda', allOthers, 'citizen')).toEqual([])
})

test('a right that the city takes away shows in exactly its lines, and in its own city alone', async () => {
  const admin = { as: bearers.get('city-admin')! }
  const change = async (list: 'grant' | 'withdraw'): Promise<void> => {
    const {
      data: {
        cityRoles: [role],
      },
    } = await host.graph<{ cityRoles: { version: string }[] }>(
      'uzda',
      '{ cityRoles(code: "executor") { version } }',
      {},
      admin,
    )
    const { data } = await host.graph<{ changeRole: { __typename: string } }>(
      'uzda',
      `mutation ($expected: String!) { changeRole(role: "executor", ${list}: ["civic.directory.read"], expected: $expected) { __typename } }`,
      { expected: role!.version },
      admin,
    )
    expect(data.changeRole.__typename).toBe('CityRoleChanged')
  }
  await change('withdraw')
  expect(await faultsOf('uzda', 'executor', 'executor')).toEqual(
    ['department', 'departments', 'organisations', 'staff', 'territories'].map(
      (field) => `Query.${field}: executor is kept out`,
    ),
  )
  expect(await faultsOf('zhodino', 'executor', 'citizen')).toEqual([])
  await change('grant')
  expect(await faultsOf('uzda', 'executor', 'executor')).toEqual([])
})
