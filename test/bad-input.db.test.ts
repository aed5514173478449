import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import {
  fakeIdentity,
  testSecret,
  uzda,
  walkMutations,
  walkQueries,
  type ArgumentValues,
  type TestHost,
  type WalkStep,
} from '@vmeste/testkit'
import {
  absurdValues,
  brokenTexts,
  dumpCity,
  each,
  endless,
  furnishCity,
  inEach,
  inertTexts,
  onceInEach,
  placesIn,
  readers,
  refusalIn,
  rolesOf,
  silverCity,
  withValue,
  wrongTypes,
  type Furnished,
  type Reader,
} from '@vmeste/testkit/run-silver'
import { expectRefusal } from './bad-input/expect-refusal.ts'
import { hostileQueries } from './bad-input/hostile-queries.ts'
import { noRequests } from './bad-input/no-requests.ts'
import { plausibleValues } from './bad-input/plausible-values.ts'
import { forgetful } from './city-walls/forgetful-plugin.ts'
import { everyFurnishing, everyPlugin, hostOfAll } from './city-walls/two-cities.ts'
import { installedPlugins } from './installed.ts'
import { ownFields } from './own-fields.ts'

const mark = 'МЕТКА-ЛИЧНОЕ'
const everything = rolesOf(everyPlugin)
let host: TestHost
let known: Furnished
let real: IdentityPort
let token: string
beforeAll(async () => {
  host = await hostOfAll({
    units: [identityUnit],
    cities: [{ ...uzda, demonstration: true }],
    host: {
      // whoever holds every right at once: no refusal here may come from a missing one
      identity: async (parts) => {
        real = await embeddedIdentity({ mail: async () => undefined, demonstrationAccounts: [] })(parts)
        const verify = async (bearer: string) =>
          bearer.startsWith('ey')
            ? real.verify(bearer)
            : {
                ...(await fakeIdentity.verify(bearer)),
                ...(bearer === 'all.uzda'
                  ? { rolesIn: () => new Set(everything), realmRoles: new Set(['platform-admin']) }
                  : {}),
              }
        return { ...fakeIdentity, verify, stop: () => real.stop() }
      },
    },
  })
  known = (await furnishCity(silverCity(host, 'uzda', 'UZ', mark), everyFurnishing)).known
  await real.users.create({
    username: 'late.uzda',
    givenName: 'Ольга-Личная',
    demonstration: true,
    realmRoles: [],
    cityRoles: [{ city: 'uzda', role: 'operator' }],
  })
  token = await real.issueToken!('late.uzda', 60)
})
afterAll(() => host.stop())

const dump = () => dumpCity(host.databaseUrl, 1)
const schema = () => host.host.graphs.for(host.host.store.bySlug('uzda')!).graph.schema
/** A module tries its own fields with everything that does not fit them; here are the platform's. */
const elsewhere = ownFields([...installedPlugins, forgetful])
const ofPlatform = ({ field }: WalkStep): boolean => !elsewhere.has(field)
/** Something that would pass, wherever a name says what it is. */
const plausible: ArgumentValues = (argument, type) => {
  if (!['String', 'ID', 'UUID', 'Float', 'Date'].includes(type)) return []
  if (argument === 'person') return ['https://identity.test/realms/vmeste|new.uzda']
  if (argument === 'module' || argument === 'id')
    return type === 'ID' ? ['forgetful'] : ['00000000-0000-7000-8000-000000000000']
  return plausibleValues.has(argument) ? [plausibleValues.get(argument)] : type === 'String' ? ['Слово'] : []
}

async function post(
  body: string,
  headers: Record<string, string>,
  path = '/c/uzda/graphql',
  method = 'POST',
): Promise<{ status: number; text: string }> {
  const reply = await host.fetch(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body }),
  })
  return { status: reply.status, text: await reply.text() }
}
const asker = (step: WalkStep, variables: unknown) => (reader: Reader) =>
  post(JSON.stringify({ query: step.query, variables }), {
    authorization: 'Bearer all.uzda',
    'accept-language': reader,
    'x-device': randomUUID(),
  })
const sent = (step: WalkStep, variables: unknown) => inEach(asker(step, variables))

describe('every argument of every mutation', () => {
  const steps = () => [...walkMutations(schema(), plausible, 2)].filter(ofPlatform)

  test('is asked for with something that would pass', async () => {
    const codes = new Map<string, string | undefined>()
    for (const step of steps())
      codes.set(
        step.field,
        refusalIn(
          200,
          (
            await post(JSON.stringify({ query: step.query, variables: step.variables }), {
              authorization: 'Bearer all.uzda',
            })
          ).text,
        ).code,
      )
    expect([...codes.keys()]).toEqual(
      expect.arrayContaining(['saveDepartment', 'setTopic', 'changeRole', 'inviteStaff']),
    )
    expect(codes.size).toBeGreaterThan(20)
    expect(
      [...codes].filter(([, code]) =>
        ['FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'INTERNAL'].includes(code ?? ''),
      ),
    ).toEqual([])
  })

  test.each([
    ['a wrong type', wrongTypes],
    ['100,000 characters', (value: unknown) => (typeof value === 'string' ? [endless] : [])],
    ['characters that do not exist', (value: unknown) => (typeof value === 'string' ? brokenTexts : [])],
  ])(
    '%s is refused, coded and translated, and leaves nothing behind',
    async (_, instead) => {
      const before = await dump()
      const tries = steps().flatMap((step) =>
        [...placesIn(step.variables)].flatMap(({ path, value }) =>
          instead(value).map((evil) => ({ step, path, evil })),
        ),
      )
      expect(tries.length).toBeGreaterThan(60)
      const faultOf = onceInEach()
      await each(
        tries,
        async ({ step, path, evil }) => {
          expect(
            await faultOf(step.field, asker(step, withValue(step.variables, path, evil))),
            `${step.field} ${path.join('.')} ${JSON.stringify(evil).slice(0, 120)}`,
          ).toBeUndefined()
        },
        4,
      )
      expect(await dump()).toEqual(before)
    },
    60_000,
  )

  test('words of markup and SQL are words', async () => {
    const tries = steps().flatMap((step) =>
      [...placesIn(step.variables)]
        .filter(({ value }) => typeof value === 'string')
        .flatMap(({ path }) => inertTexts.map((evil) => ({ step, path, evil }))),
    )
    await each(
      tries,
      async ({ step, path, evil }) => {
        const { status, text } = await asker(step, withValue(step.variables, path, evil))('be')
        for (const reply of [refusalIn(status, text)]) {
          expect(reply.status, reply.body).toBeLessThan(500)
          expect(reply.code, `${step.field} ${path.join('.')} ${evil}`).not.toBe('INTERNAL')
        }
      },
      4,
    )
    expect((await dump())['core.city']).toHaveLength(1)
  }, 60_000)
})

describe('every argument of every query', () => {
  test('takes what is absurd without breaking', async () => {
    const tries = [...walkQueries(schema(), plausible, 3)].filter(ofPlatform).flatMap((step) => {
      const field = schema().getQueryType()!.getFields()[step.field]!
      return field.args.flatMap((argument) =>
        [...(absurdValues[argument.name] ?? []), ...brokenTexts].map((evil) => {
          const head = field.args.filter((one) => one === argument || one.name in step.variables)
          const declared = head.map((one) => `$${one.name}: ${String(one.type)}`).join(', ')
          const given = head.map((one) => `${one.name}: $${one.name}`).join(', ')
          const answer = step.query.slice(step.query.indexOf('{', step.query.indexOf(step.field)) - 1)
          const query = `query Walk(${declared}) { ${step.field}(${given})${answer}`
          return {
            step: { ...step, query: step.query.includes(`{ ${step.field} }`) ? step.query : query },
            variables: { ...step.variables, [argument.name]: evil },
          }
        }),
      )
    })
    expect(tries.length).toBeGreaterThan(100)
    await each(
      tries,
      async ({ step, variables }) => {
        const byReader = await sent(step, variables)
        const { code, body, status } = byReader.ru
        expect(status, body).toBeLessThan(500)
        if (code !== undefined) expectRefusal(`${step.field} ${JSON.stringify(variables).slice(0, 120)}`, byReader)
      },
      4,
    )
  }, 60_000)
})

describe('what is no request', () => {
  test.each(noRequests)('%s', async (name, path, init) => {
    const byReader = await inEach(async (reader) => {
      const reply = await host.fetch(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), 'accept-language': reader },
      })
      return { status: reply.status, text: await reply.text() }
    })
    expectRefusal(name, byReader)
    if (!/document|operation|nobody recorded/.test(name)) expect(byReader.ru.status).toBeGreaterThanOrEqual(400)
  })

  test.each(hostileQueries)('a query %s', async (name, query) => {
    const byReader = await inEach((reader) => post(JSON.stringify({ query }), { 'accept-language': reader }))
    expectRefusal(name, byReader)
    expect(byReader.en.message).not.toMatch(/Did you mean/)
    const live = await inEach((reader) =>
      post(
        JSON.stringify({ query }),
        { 'accept-language': reader, accept: 'text/event-stream' },
        '/c/uzda/graphql/stream',
      ),
    )
    for (const reader of readers) expect(live[reader].status, live[reader].body.slice(0, 300)).toBeLessThan(500)
  })
})

test('a token is good until its time is over; half of one never', async () => {
  const me = (bearer: string) =>
    inEach((reader) =>
      post(JSON.stringify({ query: '{ me { username } }' }), {
        authorization: `Bearer ${bearer}`,
        'accept-language': reader,
      }),
    )
  expect((await me(token)).ru.body).toContain('late.uzda')
  host.clock.advance(120_000)
  for (const [bearer, code] of [
    [token, 'TOKEN_EXPIRED'],
    [token.slice(0, -20), 'TOKEN_INVALID'],
    [token.split('.').slice(0, 2).join('.'), 'TOKEN_INVALID'],
  ] as const) {
    const byReader = await me(bearer)
    expectRefusal(code, byReader)
    expect(byReader.ru).toMatchObject({ status: 401, code })
  }
})

test('names that JavaScript means otherwise change nothing', async () => {
  const query = 'mutation ($input: AddRoleInput!) { addRole(input: $input) { __typename } }'
  for (const variables of [
    '{"__proto__":{"input":{"code":"a","title":{"ru":"а","be":"а","en":"a"}}}}',
    '{"input":{"code":"a","title":{"ru":"а","be":"а","en":"a","__proto__":{"polluted":1}}}}',
    '{"input":{"code":"a","title":{"ru":"а","be":"а","en":"a"}},"constructor":{"prototype":{"polluted":1}}}',
  ]) {
    const { status, text } = await post(`{"query":${JSON.stringify(query)},"variables":${variables}}`, {})
    expect(status, text).toBeLessThan(500)
    expect(text).not.toContain('INTERNAL')
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

describe('files', () => {
  const put = (
    body: RequestInit['body'],
    reader: Reader,
    headers: Record<string, string> = {},
    id: string = randomUUID(),
  ) =>
    host
      .fetch(`/c/uzda/files/${id}`, {
        method: 'PUT',
        body,
        headers: { 'x-device': randomUUID(), 'accept-language': reader, ...headers },
      })
      .then(async (reply) => ({ status: reply.status, text: await reply.text() }))
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 7)])

  test.each<[string, () => Buffer, string, Record<string, string>?]>([
    ['30 MB', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(30_000_000)]), 'FILE_TOO_LARGE'],
    [
      'a program called a photo',
      () => exe,
      'FILE_TYPE',
      {
        'content-type': 'image/jpeg',
        'content-disposition': 'attachment; filename="../../../../cat.jpg%0d%0aset-cookie: a=b"',
      },
    ],
    [
      'an SVG with a script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'FILE_TYPE',
      { 'content-type': 'image/svg+xml' },
    ],
    [
      'HTML',
      () => Buffer.from('<!doctype html><script>alert(1)</script>'),
      'FILE_TYPE',
      { 'content-type': 'image/png' },
    ],
    [
      'half a JPEG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(64)]),
      'FILE_BROKEN',
    ],
    ['nothing', () => Buffer.alloc(0), 'FILE_BROKEN'],
  ])('%s is refused and not kept', async (name, body, code, headers) => {
    const before = await dump()
    const byReader = await inEach((reader) => put(body() as RequestInit['body'], reader, headers))
    expectRefusal(name, byReader)
    expect(byReader.ru.code).toBe(code)
    expect(await dump()).toEqual(before)
  })

  test('an id that is none is refused', async () => {
    for (const id of ['x', '__proto__', '..%2f..%2fx', `${randomUUID()}x`])
      expectRefusal(id, await inEach((reader) => put(exe as RequestInit['body'], reader, {}, id)))
  })
})

test('nothing was unexpected, and the log knows no secret, no person and no word of theirs', () => {
  const errors = host.log
    .filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
    .map((line) => JSON.parse(line) as { msg: string; error?: { message?: string } })
  // the module of the test that always fails, and nothing else
  expect(errors.filter(({ error }) => error?.message !== 'a handler that always fails')).toEqual([])
  const all = host.log.join('\n')
  expect(all.length).toBeGreaterThan(0)
  for (const secret of [
    ...known.keys!,
    ...known.files!,
    testSecret,
    token,
    token.split('.')[1]!,
    'all.uzda',
    'late.uzda',
    'Ольга-Личная',
    mark,
    'uz@mark.example',
    '375291112233',
    '+37529',
    'Слово',
    '<script>alert',
  ])
    expect(all, secret).not.toContain(secret)
})
