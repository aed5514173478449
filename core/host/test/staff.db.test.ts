import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'

let city: TestHost
let second: Host
let secondUrl: string
const identity = embeddedIdentity({ demonstrationAccounts: [] })
const origin = 'http://localhost'
const users = () => city.host.identity!.users
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), units: [identityUnit], host: { identity } })
  second = await createHost({
    databaseUrl: city.databaseUrl,
    secret: testSecret,
    origin,
    dataFolder: tmpdir(),
    civic: civicPlugin(),
    modules: [],
    units: [identityUnit],
    identity,
    clock: city.clock,
  })
  secondUrl = `http://127.0.0.1:${await second.listen(0)}`
  for (const [username, role] of [
    ['admin.uzda', 'city-admin'],
    ['deputy.uzda', 'city-admin'],
    ['operator.uzda', 'operator'],
    ['admin.zhodino', 'city-admin'],
    ['operator.zhodino', 'operator'],
  ] as const) {
    await users().create({
      username,
      givenName: username,
      demonstration: true,
      cityRoles: [{ city: username.split('.')[1]!, role }],
    })
  }
})
afterAll(async () => {
  await second?.stop()
  await city?.stop()
})

const tokenOf = (username: string) => city.host.identity!.issueToken!(username, 600)
const keyOf = async (username: string) => (await users().find(username))!.key
type Answer = {
  __typename: string
  code?: string
  account?: { roles: string[]; state: string; lastAct: { action: string } | null } | null
  known?: boolean
  unsent?: boolean
  letter?: { link: string } | null
}
const fields = '__typename ... on StaffChanged { account { roles state lastAct { action } } } ... on Problem { code }'
async function act(slug: string, field: string, args: Record<string, unknown>, as: string): Promise<Answer> {
  city.clock.advance(1) // two acts are never of one moment: their order is told by their time
  const types: Record<string, string> = { person: 'ID!', role: 'ID!', enabled: 'Boolean!', input: 'InviteStaffInput!' }
  const names = Object.keys(args)
  const query = `mutation (${names.map((name) => `$${name}: ${types[name]}`).join(', ')}) { ${field}(${names.map((name) => `${name}: $${name}`).join(', ')}) { ${field === 'inviteStaff' ? '__typename ... on StaffInvited { known unsent account { roles state lastAct { action } } letter { link } } ... on Problem { code }' : fields} } }`
  const reply = await city.graph<Record<string, Answer>>(slug, query, args, { as: await tokenOf(as) })
  return reply.data?.[field] ?? { __typename: 'error', code: reply.errors?.[0]?.extensions.code ?? '' }
}
const invite = (email: string, roles: string[], more: { slug?: string; as?: string } = {}) =>
  act(
    more.slug ?? 'uzda',
    'inviteStaff',
    { input: { givenName: 'Вера', familyName: 'Лис', email, roles } },
    more.as ?? 'admin.uzda',
  )
const list = async (slug: string, as: string) =>
  await city.graph<{
    staffAccounts: {
      after: string | null
      nodes: { name: string; email: string | null; roles: string[]; state: string }[]
    } | null
  }>(slug, '{ staffAccounts { after nodes { name email roles state } } }', {}, { as: await tokenOf(as) })
const rolesAt = async (url: string, bearer: string, slug = 'uzda') => {
  const reply = await fetch(`${url}/c/${slug}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ query: '{ me { roles } }' }),
  })
  return ((await reply.json()) as { data: { me: { roles: string[] } } }).data.me.roles.sort()
}

describe('the acts of an administrator', () => {
  test('invite, assign, withdraw, remove and take back; each leaves its line', async () => {
    const invited = await invite('vera@example.test', ['executor'])
    expect(invited).toMatchObject({
      __typename: 'StaffInvited',
      known: false,
      unsent: true,
      letter: null,
      account: { roles: ['executor'], state: 'INVITED', lastAct: { action: 'INVITE' } },
    })
    const person = await keyOf('vera@example.test')
    expect(await act('uzda', 'assignCityRole', { person, role: 'operator' }, 'admin.uzda')).toMatchObject({
      account: { roles: ['executor', 'operator'] },
    })
    expect(await act('uzda', 'assignCityRole', { person, role: 'operator' }, 'admin.uzda')).toMatchObject({
      account: { roles: ['executor', 'operator'] },
    })
    expect(await act('uzda', 'withdrawCityRole', { person, role: 'executor' }, 'deputy.uzda')).toMatchObject({
      account: { roles: ['operator'], lastAct: { action: 'WITHDRAW' } },
    })
    expect(await act('uzda', 'removeFromCity', { person }, 'admin.uzda')).toEqual({
      __typename: 'StaffChanged',
      account: null,
    })
    expect(await act('uzda', 'removeFromCity', { person }, 'admin.uzda')).toMatchObject({ code: 'STAFF_UNKNOWN' })
    // a hand that slipped: within the hour, by the city that let them go
    expect(await act('zhodino', 'assignCityRole', { person, role: 'operator' }, 'admin.zhodino')).toMatchObject({
      code: 'STAFF_UNKNOWN',
    })
    expect(await act('uzda', 'assignCityRole', { person, role: 'operator' }, 'admin.uzda')).toMatchObject({
      account: { roles: ['operator'] },
    })
    await act('uzda', 'removeFromCity', { person }, 'admin.uzda')
    const log = await city.graph<{ staffLog: { action: string; roles: string[]; by: string; person: string }[] }>(
      'uzda',
      '{ staffLog { action roles by person } }',
      {},
      { as: await tokenOf('admin.uzda') },
    )
    expect(log.data.staffLog.map(({ action, roles }) => `${action} ${roles.join()}`).sort()).toEqual([
      'ASSIGN operator',
      'ASSIGN operator',
      'INVITE executor',
      'REMOVE operator',
      'REMOVE operator',
      'WITHDRAW executor',
    ])
    expect(log.data.staffLog.find(({ action }) => action === 'WITHDRAW')).toMatchObject({
      by: await keyOf('deputy.uzda'),
      person,
    })
    city.clock.advance(3_700_000)
    expect(await act('uzda', 'assignCityRole', { person, role: 'operator' }, 'admin.uzda')).toMatchObject({
      code: 'STAFF_UNKNOWN',
    })
    // a name, an address: nothing of the kind is kept in the audit
    const { rows } = await city.host.storage
      .pool('core')
      .query<{ line: string }>(`select detail::text as line from core.audit where action like 'core.staff.%'`)
    expect(rows.map(({ line }) => line).join()).not.toMatch(/vera|Вера/i)
  })

  test('a whole account is closed and opened only by the one city it serves, and only if that city closed it', async () => {
    await invite('one@example.test', ['executor'])
    const person = await keyOf('one@example.test')
    expect(await act('uzda', 'setStaffEnabled', { person, enabled: false }, 'admin.uzda')).toMatchObject({
      account: { state: 'DISABLED', lastAct: { action: 'DISABLE' } },
    })
    expect((await users().findByKey(person))?.enabled).toBe(false)
    expect(await act('uzda', 'setStaffEnabled', { person, enabled: true }, 'admin.uzda')).toMatchObject({
      account: { state: 'INVITED' },
    })
    await users().setEnabled('one@example.test', false)
    expect(await act('uzda', 'setStaffEnabled', { person, enabled: true }, 'admin.uzda')).toMatchObject({
      code: 'STAFF_CLOSED_ELSEWHERE',
    })
    await users().setEnabled('one@example.test', true)
    await users().grant('one@example.test', { city: 'zhodino', role: 'executor' })
    expect(await act('uzda', 'setStaffEnabled', { person, enabled: false }, 'admin.uzda')).toMatchObject({
      __typename: 'Conflict',
      code: 'STAFF_ELSEWHERE_TOO',
    })
    expect((await users().findByKey(person))?.enabled).toBe(true)
    expect(await act('uzda', 'removeFromCity', { person }, 'admin.uzda')).toMatchObject({ account: null })
    expect((await users().findByKey(person))?.cityRoles).toEqual([{ city: 'zhodino', role: 'executor' }])
  })

  test('nobody shuts themselves out, and no city is left without an administrator', async () => {
    const [self, deputy] = [await keyOf('admin.uzda'), await keyOf('deputy.uzda')]
    for (const [field, args] of [
      ['withdrawCityRole', { role: 'city-admin' }],
      ['removeFromCity', {}],
      ['setStaffEnabled', { enabled: false }],
    ] as const) {
      expect([field, (await act('uzda', field, { person: self, ...args }, 'admin.uzda')).code]).toEqual([
        field,
        'STAFF_SELF',
      ])
    }
    // both at once: one of them stays
    const both = await Promise.all([
      act('uzda', 'withdrawCityRole', { person: deputy, role: 'city-admin' }, 'admin.uzda'),
      act('uzda', 'withdrawCityRole', { person: self, role: 'city-admin' }, 'deputy.uzda'),
    ])
    const left = (await users().list({ city: 'uzda', limit: 100 })).filter(({ cityRoles }) =>
      cityRoles.some(({ role }) => role === 'city-admin'),
    )
    // whoever came second hears that nobody else is left, or is no administrator any more when it is their turn
    const [refused, ...done] = both.map(({ code }) => code).sort()
    expect(['STAFF_LAST_ADMIN', 'FORBIDDEN']).toContain(refused)
    expect([done, left.length]).toEqual([[undefined], 1])
    for (const username of ['admin.uzda', 'deputy.uzda'])
      await users().grant(username, { city: 'uzda', role: 'city-admin' })
    city.clock.advance(60_000) // given back behind the host's back: only a later token counts
  })

  test('what is no role, no address or too much is refused', async () => {
    expect(await invite('vera@example.test', ['platform-admin'])).toMatchObject({
      __typename: 'InvalidInput',
      code: 'STAFF_ROLE_UNKNOWN',
    })
    expect(await invite('vera@example.test', ['citizen'])).toMatchObject({ code: 'STAFF_ROLE_UNKNOWN' })
    expect(await invite('vera@example.test', [])).toMatchObject({ code: 'INPUT_INVALID' })
    expect(await invite('no address', ['executor'])).toMatchObject({ code: 'EMAIL_INVALID' })
    expect(
      await act(
        'uzda',
        'assignCityRole',
        { person: await keyOf('operator.uzda'), role: 'platform-admin' },
        'admin.uzda',
      ),
    ).toMatchObject({ code: 'STAFF_ROLE_UNKNOWN' })
    expect(await act('uzda', 'withdrawCityRole', { person: 'nobody', role: 'operator' }, 'admin.uzda')).toMatchObject({
      code: 'STAFF_UNKNOWN',
    })
    await city.host.storage.pool('core').query(
      `insert into core.audit (city, at, actor, action, subject, detail)
      select id, $1, 'test', 'core.staff.invite', 'core:Staff:x', '{}' from core.city, generate_series(1, 60) where slug = 'zhodino'`,
      [city.clock.now()],
    )
    expect(await invite('vera@example.test', ['executor'], { slug: 'zhodino', as: 'admin.zhodino' })).toMatchObject({
      __typename: 'RateLimited',
      code: 'STAFF_TOO_MANY_INVITATIONS',
    })
  })
})

describe('the wall between cities', () => {
  test('an administrator sees and changes nobody of another city, and hears the same as of nobody at all', async () => {
    const there = await keyOf('operator.zhodino')
    const mine = await list('uzda', 'admin.uzda')
    expect(mine.data.staffAccounts?.nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['admin.uzda', 'deputy.uzda', 'operator.uzda']),
    )
    expect(JSON.stringify(mine.data)).not.toContain('zhodino')
    expect((await list('zhodino', 'admin.uzda')).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    for (const [field, args] of [
      ['assignCityRole', { role: 'operator' }],
      ['withdrawCityRole', { role: 'operator' }],
      ['removeFromCity', {}],
      ['setStaffEnabled', { enabled: false }],
    ] as const) {
      expect([field, (await act('uzda', field, { person: there, ...args }, 'admin.uzda')).code]).toEqual([
        field,
        'STAFF_UNKNOWN',
      ])
      expect([field, (await act('zhodino', field, { person: there, ...args }, 'admin.uzda')).code]).toEqual([
        field,
        'FORBIDDEN',
      ])
    }
    expect(await users().findByKey(there)).toMatchObject({
      enabled: true,
      cityRoles: [{ city: 'zhodino', role: 'operator' }],
    })
  })

  test('whoever works for two is shown to each with its own roles only', async () => {
    await users().create({
      username: 'both.uzda',
      givenName: 'Оба',
      demonstration: true,
      cityRoles: [
        { city: 'uzda', role: 'executor' },
        { city: 'zhodino', role: 'head' },
      ],
    })
    const shown = async (slug: string) =>
      (await list(slug, `admin.${slug}`)).data.staffAccounts?.nodes.find(({ name }) => name === 'Оба')?.roles
    expect([await shown('uzda'), await shown('zhodino')]).toEqual([['executor'], ['head']])
  })

  test('those who are no administrators neither see nor change', async () => {
    expect((await list('uzda', 'operator.uzda')).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(await act('uzda', 'removeFromCity', { person: await keyOf('deputy.uzda') }, 'operator.uzda')).toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('what was taken is gone at once', () => {
  test('an older token gives it on no host any more, gives the rest, and gives it again when it is given back', async () => {
    await users().create({
      username: 'two.uzda',
      givenName: 'Две',
      demonstration: true,
      cityRoles: [
        { city: 'uzda', role: 'city-admin' },
        { city: 'uzda', role: 'executor' },
        { city: 'zhodino', role: 'operator' },
      ],
    })
    const person = await keyOf('two.uzda'),
      older = await tokenOf('two.uzda')
    expect(await rolesAt(city.url, older)).toEqual(['city-admin', 'executor', 'head', 'operator'])
    // a composite role goes with all it carries
    await act('uzda', 'withdrawCityRole', { person, role: 'city-admin' }, 'admin.uzda')
    expect(await rolesAt(city.url, older)).toEqual(['executor'])
    await expect.poll(() => rolesAt(secondUrl, older), { interval: 20, timeout: 2_000 }).toEqual(['executor'])
    expect(await rolesAt(city.url, older, 'zhodino')).toEqual(['operator'])
    await act('uzda', 'assignCityRole', { person, role: 'operator' }, 'admin.uzda')
    expect(await rolesAt(city.url, older)).toEqual(['executor', 'operator'])
    await act('uzda', 'removeFromCity', { person }, 'admin.uzda')
    expect(await rolesAt(city.url, older)).toEqual([])
    // a host that starts afterwards has read it
    const third = await createHost({
      databaseUrl: city.databaseUrl,
      secret: testSecret,
      origin,
      dataFolder: tmpdir(),
      civic: civicPlugin(),
      modules: [],
      units: [identityUnit],
      identity,
      clock: city.clock,
    })
    const thirdUrl = `http://127.0.0.1:${await third.listen(0)}`
    expect([await rolesAt(thirdUrl, older), await rolesAt(thirdUrl, older, 'zhodino')]).toEqual([[], ['operator']])
    await third.stop()
    // a token made later says itself what is left
    city.clock.advance(60_000)
    await act('uzda', 'assignCityRole', { person, role: 'executor' }, 'admin.uzda')
    expect(await rolesAt(city.url, await tokenOf('two.uzda'))).toEqual(['executor'])
  })

  test('live lines of that person in that city end, on every host; all others stay', async () => {
    await users().create({
      username: 'live.uzda',
      givenName: 'Лина',
      demonstration: true,
      cityRoles: [
        { city: 'uzda', role: 'operator' },
        { city: 'zhodino', role: 'operator' },
      ],
    })
    const lines = await Promise.all([
      openLine(city.url, 'uzda', 'live.uzda'),
      openLine(secondUrl, 'uzda', 'live.uzda'),
      openLine(secondUrl, 'zhodino', 'live.uzda'),
      openLine(secondUrl, 'uzda', 'operator.uzda'),
    ])
    await act('uzda', 'withdrawCityRole', { person: await keyOf('live.uzda'), role: 'operator' }, 'admin.uzda')
    await expect
      .poll(() => lines.map((line) => line.ended()), { interval: 20, timeout: 3_000 })
      .toEqual([true, true, false, false])
    for (const line of lines) line.close()
  })
})

async function openLine(
  url: string,
  slug: string,
  username: string,
): Promise<{ ended: () => boolean; close: () => void }> {
  const stop = new AbortController()
  let over = false
  const reply = await fetch(`${url}/c/${slug}/graphql/stream`, {
    method: 'POST',
    signal: stop.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await tokenOf(username)}`,
    },
    body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
  })
  void reply.text().then(
    () => {
      over = true
    },
    () => undefined,
  )
  return {
    ended: () => over,
    close: () => {
      stop.abort()
    },
  }
}
