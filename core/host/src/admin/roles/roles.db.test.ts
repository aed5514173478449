import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Host } from '@vmeste/host'
import type { GraphReply, TestHost } from '@vmeste/testkit'
import { startTwoHosts, type TwoHosts } from '../../../test/doubles/two-hosts.ts'
import { rolesToGive } from '../../roles/roles-of-city.ts'
import { tower } from '../../../test/doubles/tower-plugin.ts'

let hosts: TwoHosts
let one: TestHost, two: Host, twoUrl: string, owner: TwoHosts['owner']
beforeAll(async () => {
  hosts = await startTwoHosts([tower])
  ;({ one, two, twoUrl, owner } = hosts)
})
afterAll(() => hosts.stop())
/** Each test begins with what the modules propose. */
afterEach(() => byHand('delete from core.role_permission'))

interface Permission {
  permission: string
  granted: boolean
  byDefault: boolean
  inForce: boolean
  lock: string | null
  through: string[]
}
interface Role {
  code: string
  title: string
  own: boolean
  changed: number
  version: string
  permissions: Permission[]
}
interface Answer {
  __typename: string
  revision: number
  role: Role
  code: string
  message: string
  path: string | null
  fields?: { path: string; code: string }[]
}

const parts =
  'code title own everybody includes changed version permissions { permission granted byDefault inForce lock through }'
const answer = `__typename ... on CityRoleChanged { revision role { ${parts} } } ... on Problem { code message path } ... on InvalidInput { fields { path code } }`
const admin = (city: string) => ({ as: `admin.${city}` })

/** What another version of the platform, or an administrator of the database, may have left. */
async function byHand(statement: string, values: unknown[] = []): Promise<void> {
  await owner.query(statement, values)
  const { rows } = await owner.query<{ id: number }>('update core.city set revision = revision + 1 returning id')
  for (const { id } of rows) await Promise.all([one.host, two].map((host) => host.store.refresh(id)))
}
const role = async (code: string, city = 'uzda'): Promise<Role> =>
  (
    await one.graph<{ cityRoles: Role[] }>(
      city,
      `query ($code: ID) { cityRoles(code: $code) { ${parts} } }`,
      { code },
      admin(city),
    )
  ).data.cityRoles[0]!
const held = async (code: string): Promise<string[]> =>
  (await role(code)).permissions
    .filter(({ granted, permission }) => granted && permission.startsWith('tower.'))
    .map(({ permission }) => permission)
    .sort()
async function change(
  code: string,
  { grant = [], withdraw = [] }: { grant?: string[]; withdraw?: string[] },
  expected?: string,
): Promise<Answer> {
  const variables = { code, grant, withdraw, expected: expected ?? (await role(code))?.version ?? '' }
  return (
    await one.graph<{ changeRole: Answer }>(
      'uzda',
      `mutation ($code: ID!, $grant: [ID!], $withdraw: [ID!], $expected: String!) { changeRole(role: $code, grant: $grant, withdraw: $withdraw, expected: $expected) { ${answer} } }`,
      variables,
      admin('uzda'),
    )
  ).data.changeRole
}
const add = async (input: unknown): Promise<Answer> =>
  (
    await one.graph<{ addRole: Answer }>(
      'uzda',
      `mutation ($input: AddRoleInput!) { addRole(input: $input) { ${answer} } }`,
      { input },
      admin('uzda'),
    )
  ).data.addRole
const retire = async (code: string, expected?: string): Promise<Answer> =>
  (
    await one.graph<{ retireRole: Answer }>(
      'uzda',
      'mutation ($code: ID!, $expected: String!) { retireRole(code: $code, expected: $expected) { __typename ... on Problem { code } } }',
      { code, expected: expected ?? (await role(code))?.version ?? '' },
      admin('uzda'),
    )
  ).data.retireRole
/** Whether somebody gets in at home, at whichever host. */
async function may(
  field: string,
  as: string | undefined,
  { city = as?.split('.')[1] ?? 'uzda', url = one.url, revision = 0 } = {},
): Promise<true | string> {
  const reply = await fetch(`${url}/c/${city}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query: `{ ${field} }` }),
    headers: {
      'content-type': 'application/json',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(revision ? { 'x-city-revision': String(revision) } : {}),
    },
  })
  const { data, errors } = (await reply.json()) as GraphReply<Record<string, true>>
  return data?.[field] ?? errors![0]!.extensions.code
}

test('a change counts at the next request on both hosts, and not in the neighbour’s city', async () => {
  expect([await may('climb', 'operator.uzda'), await may('ring', 'operator.uzda')]).toEqual([true, 'FORBIDDEN'])
  const { revision } = await change('operator', { grant: ['tower.ring'], withdraw: ['tower.climb'] })
  for (const url of [one.url, twoUrl])
    expect([
      await may('climb', 'operator.uzda', { url, revision }),
      await may('ring', 'operator.uzda', { url, revision }),
    ]).toEqual(['FORBIDDEN', true])
  expect([
    await may('climb', 'operator.zhodino'),
    await may('ring', 'operator.zhodino'),
    await may('climb', 'operator.zhodino', { url: twoUrl }),
  ]).toEqual([true, 'FORBIDDEN', true])
  const next = await change('operator', { withdraw: ['tower.ring'] })
  // by NOTIFY, sooner than the poll
  await expect.poll(() => two.store.bySlug('uzda')!.revision, { interval: 10, timeout: 2_000 }).toBe(next.revision)
  expect(await may('ring', 'operator.uzda', { url: twoUrl })).toBe('FORBIDDEN')
})

test('going back to what the module proposes leaves nothing stored', async () => {
  const changed = await change('operator', { withdraw: ['tower.climb'], grant: ['tower.names'] })
  expect(changed.role).toMatchObject({ changed: 2 })
  expect(changed.role.permissions).toContainEqual(
    expect.objectContaining({ permission: 'tower.climb', granted: false, byDefault: true }),
  )
  expect((await change('operator', { grant: ['tower.climb'], withdraw: ['tower.names'] })).role).toMatchObject({
    changed: 0,
  })
  expect((await owner.query('select * from core.role_permission')).rows).toEqual([])
})

test('a line whose right is withdrawn ends at once, on both hosts; others stay open', async () => {
  const lines = await Promise.all(
    [one.url, twoUrl].flatMap((url) =>
      [
        ['uzda', '{ bells }'],
        ['zhodino', '{ bells }'],
      ].map(async ([city, fields]) => {
        const reply = await fetch(`${url}/c/${city}/graphql/stream`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            authorization: `Bearer operator.${city}`,
          },
          body: JSON.stringify({ query: `subscription ${fields}` }),
        })
        const line = { city, said: '', over: false, reply }
        void (async () => {
          for await (const text of reply.body!.pipeThrough(new TextDecoderStream())) line.said += text
          line.over = true
        })().catch(() => undefined)
        return line
      }),
    ),
  )
  await change('operator', { grant: ['tower.ring'] }) // more rights end nothing
  expect(lines.map(({ over }) => over)).toEqual([false, false, false, false])
  await change('operator', { withdraw: ['tower.climb'] })
  await expect
    .poll(() => lines.map(({ city, over }) => `${city} ${over}`), { interval: 20, timeout: 2_000 })
    .toEqual(['uzda true', 'zhodino false', 'uzda true', 'zhodino false'])
  expect(lines[0]!.said).toContain('event: complete')
  await Promise.all(lines.filter(({ over }) => !over).map(({ reply }) => reply.body!.cancel().catch(() => undefined)))
})

test('administrators keep the right to change rights, whatever is asked or stored', async () => {
  for (const kept of ['core.roles.change', 'core.roles.read']) {
    expect(await change('city-admin', { withdraw: ['core.modules.change', kept] })).toMatchObject({
      __typename: 'InvalidInput',
      code: 'PERMISSION_KEPT',
      path: 'withdraw.1',
    })
    await byHand(`insert into core.role_permission select id, 'city-admin', $1, false from core.city`, [kept])
  }
  expect(
    (await role('city-admin')).permissions
      .filter(({ lock }) => lock === 'KEPT')
      .map(({ permission, granted }) => [permission, granted]),
  ).toEqual([
    ['core.roles.read', true],
    ['core.roles.change', true],
  ])
  expect(await change('city-admin', { withdraw: ['core.modules.change'] })).toMatchObject({
    __typename: 'CityRoleChanged',
  })
})

test('what everybody has gets only what a module opens', async () => {
  expect(await change('guest', { grant: ['tower.look', 'tower.names'] })).toMatchObject({
    code: 'PERMISSION_CLOSED',
    path: 'grant.1',
  })
  expect(await change('citizen', { grant: ['core.roles.change'] })).toMatchObject({ code: 'PERMISSION_CLOSED' })
  // residents have it, guests may not
  expect(await change('guest', { grant: ['tower.stamp'] })).toMatchObject({ code: 'PERMISSION_CLOSED' })
  expect(await change('guest', { grant: ['tower.look'] })).toMatchObject({ __typename: 'CityRoleChanged' })
  expect([await may('look', undefined), await may('look', 'citizen'), await may('names', undefined)]).toEqual([
    true,
    true,
    'UNAUTHENTICATED',
  ])
  // a version of the module had opened it
  await byHand(`insert into core.role_permission select id, 'guest', 'tower.names', true from core.city`)
  expect(await may('names', undefined)).toBe('UNAUTHENTICATED')
})

test('a role that the city does not know gives nothing, and no role hides in another', async () => {
  await byHand(`insert into core.role_permission select id, 'stranger', 'tower.names', true from core.city`)
  const { roles } = one.host.store.bySlug('uzda')!
  expect(await may('names', 'stranger.uzda')).toBe('FORBIDDEN')
  for (const odd of ['stranger', 'platform-admin', 'stranger city-admin', '__proto__', ''])
    expect([...roles.permissionsOf([odd])]).toEqual([])
  expect(await change('stranger', { grant: ['tower.names'] })).toMatchObject({
    __typename: 'NotFound',
    code: 'ROLE_UNKNOWN',
  })
  expect(await change('operator', { grant: ['appeals.read'] })).toMatchObject({
    code: 'PERMISSION_UNKNOWN',
    path: 'grant.0',
  })
  expect(await change('operator', { grant: ['constructor'] })).toMatchObject({ code: 'PERMISSION_UNKNOWN' })
  expect(await change('operator', { grant: ['tower.ring'], withdraw: ['tower.ring'] })).toMatchObject({
    code: 'PERMISSION_TWICE',
  })
})

test('of two administrators the slower one is told', async () => {
  const { version } = await role('operator')
  const both = await Promise.all([
    change('operator', { grant: ['tower.ring'] }, version),
    change('operator', { grant: ['tower.names'] }, version),
  ])
  expect(both.map(({ code, __typename }) => code ?? __typename).sort()).toEqual(['CityRoleChanged', 'ROLES_CHANGED'])
})

test('what a city decides of a module that is off waits for it', async () => {
  await change('executor', { grant: ['tower.names'] })
  const turn = (enabled: boolean) =>
    one.graph(
      'uzda',
      'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "tower", enabled: $enabled }]) { __typename } }',
      { enabled },
      admin('uzda'),
    )
  await turn(false)
  expect((await role('executor')).permissions).toContainEqual(
    expect.objectContaining({ permission: 'tower.names', granted: true, inForce: false }),
  )
  expect([...one.host.store.bySlug('uzda')!.roles.permissionsOf(['executor'])]).not.toContain('tower.names')
  await change('executor', { withdraw: ['tower.ring'] })
  await turn(true)
  expect([await may('names', 'executor.uzda'), await may('ring', 'executor.uzda')]).toEqual([true, 'FORBIDDEN'])
})

test('a role of the city’s own begins as another, goes its own way and ends for good', async () => {
  const title = { ru: 'Звонарь', be: 'Званар', en: 'Bell ringer' }
  await change('executor', { grant: ['tower.names'] })
  const added = await add({ code: 'bell-ringer', title, as: 'department-head' }) // who is an executor too
  expect(added).toMatchObject({
    __typename: 'CityRoleChanged',
    role: { code: 'bell-ringer', title: 'Звонарь', own: true, changed: 0 },
  })
  expect(await held('bell-ringer')).toEqual(['tower.names', 'tower.ring'])
  await change('executor', { withdraw: ['tower.ring'] })
  await change('bell-ringer', { withdraw: ['tower.names'] })
  expect([
    await may('ring', 'bell-ringer.uzda'),
    await may('names', 'bell-ringer.uzda'),
    await may('ring', 'bell-ringer.zhodino'),
  ]).toEqual([true, 'FORBIDDEN', 'FORBIDDEN'])
  expect(await role('bell-ringer', 'zhodino')).toBeUndefined()
  const given = (slug: string): string[] => rolesToGive(one.host.store.bySlug(slug)!.roles).map(({ code }) => code)
  expect([
    given('uzda').includes('bell-ringer'),
    given('zhodino').includes('bell-ringer'),
    given('uzda').includes('guest'),
  ]).toEqual([true, false, false])

  expect(await retire('operator')).toMatchObject({ code: 'ROLE_NOT_OWN' })
  expect(await retire('bell-ringer', 'old')).toMatchObject({ code: 'ROLES_CHANGED' })
  expect(await retire('bell-ringer')).toMatchObject({ __typename: 'CityRoleRetired' })
  expect([await may('ring', 'bell-ringer.uzda'), given('uzda').includes('bell-ringer')]).toEqual(['FORBIDDEN', false])
  expect(await add({ code: 'bell-ringer', title })).toMatchObject({ __typename: 'Conflict', code: 'ROLE_WAS_RETIRED' })
  expect(await retire('bell-ringer', '')).toMatchObject({ code: 'ROLE_UNKNOWN' })
})

test('a role that cannot be is refused in words', async () => {
  const title = { ru: 'Звонарь', be: 'Званар', en: 'Bell ringer' }
  for (const code of ['operator', 'platform-admin'])
    expect(await add({ code, title })).toMatchObject({ __typename: 'Conflict', code: 'ROLE_TAKEN' })
  expect(await add({ code: 'Звонарь', title: { ...title, be: ' ' } })).toMatchObject({
    code: 'INPUT_INVALID',
    fields: [{ path: 'input.code' }, { path: 'input.title.be' }],
  })
  expect(await add({ code: 'a city-admin', title })).toMatchObject({ code: 'INPUT_INVALID' })
  expect(await add({ code: 'copy', title, as: 'nobody' })).toMatchObject({
    __typename: 'NotFound',
    code: 'ROLE_UNKNOWN',
    path: 'input.as',
  })
  await byHand(
    `insert into core.city_role (city, code, title, added_by, added_at)
      select id, 'many-' || n, '{"ru":"М","be":"М","en":"M"}', 'test', now() from core.city, generate_series(1, 50) n`,
  )
  expect(await add({ code: 'one-more', title })).toMatchObject({ code: 'ROLES_TOO_MANY' })
  await byHand(`delete from core.city_role`)
})

test('every change is told: in the log of the page, in the audit and by an event', async () => {
  await change('operator', { grant: ['tower.ring'], withdraw: ['tower.climb'] })
  await change('operator', { grant: ['tower.ring'] }) // changes nothing
  const title = { ru: 'Сторож', be: 'Вартаўнік', en: 'Watchman' }
  await add({ code: 'watchman', title, as: 'executor' })
  await retire('watchman')
  const { data } = await one.graph<{ roleLog: Record<string, unknown>[] }>(
    'uzda',
    '{ roleLog(first: 3) { by kind role title granted withdrawn } }',
    {},
    admin('uzda'),
  )
  expect(data.roleLog).toEqual([
    {
      by: expect.stringContaining('admin.uzda') as string,
      kind: 'RETIRED',
      role: 'watchman',
      title: 'Сторож',
      granted: [],
      withdrawn: ['Видеть справочник служб и сотрудников', 'Видеть и выполнять свои задачи', 'Звонить'],
    },
    {
      by: expect.stringContaining('admin.uzda') as string,
      kind: 'ADDED',
      role: 'watchman',
      title: 'Сторож',
      granted: ['Видеть справочник служб и сотрудников', 'Видеть и выполнять свои задачи', 'Звонить'],
      withdrawn: [],
    },
    {
      by: expect.stringContaining('admin.uzda') as string,
      kind: 'CHANGED',
      role: 'operator',
      title: 'Оператор',
      granted: ['Звонить'],
      withdrawn: ['Подниматься'],
    },
  ])
  const { rows } = await owner.query<{ data: unknown }>(
    `select data from core.outbox where type = 'core.roles.changed@1' order by position desc limit 3`,
  )
  expect(rows[2]!.data).toMatchObject({ role: 'operator', granted: ['tower.ring'], withdrawn: ['tower.climb'] })
})

test('only who may sees and changes roles', async () => {
  const code = async (query: string, as: string): Promise<string | undefined> =>
    (await one.graph('uzda', query, {}, { as })).errors?.[0]?.extensions.code
  for (const as of ['head.uzda', 'operator.uzda', 'citizen', 'admin.zhodino']) {
    expect(await code('{ cityRoles { code } }', as)).toBe('FORBIDDEN')
    expect(await code('mutation { changeRole(role: "operator", expected: "") { __typename } }', as)).toBe('FORBIDDEN')
  }
})
