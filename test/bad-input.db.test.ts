import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import {
  createTestHost,
  fakeIdentity,
  testSecret,
  uzda,
  walkMutations,
  walkQueries,
  type ArgumentValues,
  type TestHost,
  type WalkStep,
} from '@vmeste/testkit'
import { hostileQueries } from './bad-input/hostile-queries.ts'
import { noRequests } from './bad-input/no-requests.ts'
import { plausibleValues } from './bad-input/plausible-values.ts'
import { expectRefusal, inEach, readers, refusalIn, type Reader } from './bad-input/refusal.ts'
import { absurdValues } from './bad-input/absurd-values.ts'
import { brokenTexts, endless, inertTexts, placesIn, withValue, wrongTypes } from './bad-input/hostile-values.ts'
import { dumpCity } from './city-walls/dump-city.ts'
import { each } from './city-walls/each.ts'
import { forgetful, neverRest } from './city-walls/forgetful-plugin.ts'
import { furnishCity, type Furnished } from './city-walls/furnish-city.ts'

const mark = 'МЕТКА-ЛИЧНОЕ'
const everything = ['operator', 'executor', 'head', 'city-admin']
let host: TestHost
let known: Furnished
let real: IdentityPort
let token: string
beforeAll(async () => {
  host = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals, ratings, forgetful],
    units: [identityUnit],
    cities: [{ ...uzda, demonstration: true }],
    host: {
      eventsTuning: { attempts: 1 },
      healthTuning: neverRest,
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
  known = await furnishCity(host, 'uzda', 'UZ', mark)
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
/** Something that would pass, wherever a name says what it is. */
const plausible: ArgumentValues = (argument, type) => {
  if (!['String', 'ID', 'UUID', 'Float', 'Date'].includes(type)) return []
  if (argument === 'id' && type === 'ID') return [known.reports[3]]
  if (argument === 'report') return [known.reports[1]]
  if (['subject', 'token', 'access'].includes(argument)) return [] // one way to say what is rated is enough: `object`
  if (argument === 'secret') return [known.secrets[2]]
  if (argument === 'submissionKey') return [randomUUID()]
  if (argument === 'person') return ['https://identity.test/realms/vmeste|new.uzda']
  if (argument === 'photos' || argument === 'module' || argument === 'id' || argument === 'photo')
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
const sent = (step: WalkStep, variables: unknown) =>
  inEach((reader) =>
    post(JSON.stringify({ query: step.query, variables }), {
      authorization: 'Bearer all.uzda',
      'accept-language': reader,
      'x-device': randomUUID(),
    }),
  )

describe('every argument of every mutation', () => {
  const ours = new Set(['remember', 'overwriteAll', 'forgetAll']) // of this test's own module
  const steps = () => [...walkMutations(schema(), plausible, 2)].filter(({ field }) => !ours.has(field))

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
      expect.arrayContaining(['submitReport', 'rate', 'answerComment', 'saveRatedObject']),
    )
    expect(codes.size).toBeGreaterThan(25)
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
      await each(
        tries,
        async ({ step, path, evil }) => {
          expectRefusal(
            `${step.field} ${path.join('.')} ${JSON.stringify(evil).slice(0, 120)}`,
            await sent(step, withValue(step.variables, path, evil)),
          )
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
        for (const reply of Object.values(await sent(step, withValue(step.variables, path, evil)))) {
          expect(reply.status, reply.body).toBeLessThan(500)
          expect(reply.code, `${step.field} ${path.join('.')} ${evil}`).not.toBe('INTERNAL')
        }
      },
      4,
    )
    expect((await dump())['appeals.report']!.length).toBeGreaterThan(3)
  }, 60_000)
})

test('a report keeps what was typed to the letter, and every place that shows it keeps it harmless', async () => {
  for (const text of inertTexts) {
    const { data } = await host.graph<{ submitReport: { id: string; secret: string } }>(
      'uzda',
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { id secret } } }',
      { input: { submissionKey: randomUUID(), object: 'UZ-0047', topic: 'YARD.PLAY', anywayNew: true, text } },
      { device: randomUUID() },
    )
    const shown = await host.graph<{ report: { text: string } }>(
      'uzda',
      'query ($id: ID!) { report(id: $id) { text } }',
      { id: data.submitReport.id },
      { as: 'operator.uzda' },
    )
    expect(shown.data.report.text).toBe(text)
  }
  const name = { ru: inertTexts[0], be: inertTexts[0], en: inertTexts[0] }
  await host.graph(
    'uzda',
    'mutation ($input: QrObjectInput!) { saveObject(input: $input) { __typename } }',
    { input: { code: 'UZ-0666', type: 'BUS_STOP', name, address: inertTexts[3] } },
    { as: 'admin.uzda' },
  )
  const poster = await host.fetch('/c/uzda/m/appeals/posters/svg?codes=UZ-0666', {
    headers: { authorization: 'Bearer admin.uzda' },
  })
  expect(poster.headers.get('content-security-policy')).toContain('sandbox')
  const svg = await poster.text()
  expect(svg).not.toMatch(/<script|<img|<svg onload|onerror=alert\(1\)>/)
  expect(svg).toContain('&lt;script&gt;')
})

describe('every argument of every query', () => {
  test('takes what is absurd without breaking', async () => {
    const tries = [...walkQueries(schema(), plausible, 3)].flatMap((step) => {
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
  const query = 'query ($point: GeoPointInput!) { nearbyReports(point: $point) { id } }'
  for (const variables of [
    '{"__proto__":{"point":{"lat":1,"lon":1}}}',
    '{"point":{"lat":1,"lon":1,"__proto__":{"polluted":1}}}',
    '{"point":{"lat":1,"lon":1},"constructor":{"prototype":{"polluted":1}}}',
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
    ...known.secrets,
    ...known.pictures,
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
