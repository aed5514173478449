import { Problem } from '@vmeste/sdk'
import { beforeEach, describe, expect, test } from 'vitest'
import { KeySource } from './key-source.ts'
import { forge, goodClaims, issuer, makeKey, seconds, serverUrl, sign, signWith, type TestKey } from './test-issuer.ts'
import { createTokenVerifier } from './token-verifier.ts'

const rsa = makeKey('k1')
let published: TestKey[]
let loads: number
let now: number
let revoked: Set<string>
let verify: ReturnType<typeof createTokenVerifier>

beforeEach(() => {
  published = [rsa]
  loads = 0
  now = Date.now()
  revoked = new Set()
  const keys = new KeySource({
    now: () => now,
    load: async () => {
      loads++
      return { keys: published.map((key) => key.jwk) }
    },
  })
  verify = createTokenVerifier({
    serverUrl,
    realm: 'vmeste',
    keys,
    authorizedParties: ['portal'],
    now: () => now,
    isRevoked: (sid) => revoked.has(sid),
  })
})

const codeOf = (bearer: string) =>
  verify(bearer).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  )
const refused = async (claims: Record<string, unknown>) => codeOf(await sign(rsa, { ...goodClaims(), ...claims }))

test('a good token tells who it is and what they may do in their city, and no more', async () => {
  const token = await verify(await sign(rsa, goodClaims()))
  expect(token).toMatchObject({
    key: `${issuer}|u-1`,
    name: 'Ольга Оператор',
    username: 'operator.uzda',
    assurance: 'ANONYMOUS',
    sid: 's-1',
  })
  expect(token.rolesIn('uzda')).toEqual(new Set(['operator']))
  expect(token.rolesIn('zhodino').size).toBe(0)
  expect(token.realmRoles).toEqual(new Set(['citizen']))
})

describe('refuses', () => {
  test.each([
    ['another audience', { aud: ['account'] }],
    ['no audience', { aud: undefined }],
    ['another client', { azp: 'stranger' }],
    ['no client', { azp: undefined }],
    ['another issuer', { iss: 'https://evil.test/realms/vmeste' }],
    ['the issuer with a slash more', { iss: `${issuer}/` }],
    ['an ID token', { typ: 'ID' }],
    ['a refresh token', { typ: 'Refresh' }],
    ['no subject', { sub: undefined }],
    ['an end that is text', { exp: '9999999999' }],
    ['no end', { exp: undefined }],
    ['no beginning', { iat: undefined }],
    ['a beginning ahead of us', { iat: seconds() + 60 }],
    ['not valid yet', { nbf: seconds() + 60 }],
  ])('%s', async (_, claims) => {
    expect(await refused(claims)).toBe('TOKEN_INVALID')
  })

  test('an expired token, by its own code', async () => {
    expect(await refused({ exp: seconds() - 60 })).toBe('TOKEN_EXPIRED')
  })

  test('a token whose clock is up to ten seconds off is still good', async () => {
    expect(await refused({ exp: seconds() - 5 })).toBe('accepted')
    expect(await refused({ nbf: seconds() + 5 })).toBe('accepted')
  })

  test('an unsigned token', async () => {
    const [, payload] = (await sign(rsa, goodClaims())).split('.')
    const header = Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url')
    expect(await codeOf(`${header}.${payload}.`)).toBe('TOKEN_INVALID')
    expect(await codeOf(`${header}.${payload}.AA`)).toBe('TOKEN_INVALID')
  })

  test('a token signed with the public key as a shared secret', async () => {
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' })
    for (const alg of ['HS256', 'RS256'])
      expect(await codeOf(forge({ alg, kid: 'k1' }, goodClaims(), pem))).toBe('TOKEN_INVALID')
  })

  test('a good signature under another algorithm than the key is for', async () => {
    const [, ...rest] = (await sign(rsa, goodClaims())).split('.')
    const header = Buffer.from('{"alg":"ES256","kid":"k1"}').toString('base64url')
    expect(await codeOf([header, ...rest].join('.'))).toBe('TOKEN_INVALID')
  })

  test('another algorithm than the one the key names', async () => {
    published = [{ ...rsa, jwk: { ...rsa.jwk, alg: 'PS256' } as typeof rsa.jwk }]
    expect(await codeOf(await sign(rsa, goodClaims()))).toBe('TOKEN_INVALID')
    expect(await codeOf(await sign(rsa, goodClaims(), { alg: 'PS256' }))).toBe('accepted')
  })

  test('a changed payload, a stranger key under a known id, an unknown extension', async () => {
    const [header, , signature] = (await sign(rsa, goodClaims())).split('.')
    const payload = Buffer.from(JSON.stringify({ ...goodClaims(), sub: 'u-2' })).toString('base64url')
    expect(await codeOf([header, payload, signature].join('.'))).toBe('TOKEN_INVALID')
    expect(await codeOf(await sign(makeKey('k1'), goodClaims()))).toBe('TOKEN_INVALID')
    expect(await codeOf(forge({ alg: 'RS256', kid: 'k1', crit: ['x'], x: 1 }, goodClaims(), 's'))).toBe('TOKEN_INVALID')
  })

  test.each(['', 'x', 'a.b', 'a.b.c', 'e30.e30.e30', `${'a'.repeat(9000)}.b.c`, 'é.b.c', 'bnVsbA.bnVsbA.bnVsbA'])(
    '%.20s',
    async (bearer) => {
      expect(await codeOf(bearer)).toBe('TOKEN_INVALID')
    },
  )
})

test('every kind of key that a realm may have verifies', async () => {
  const ec = makeKey('e1', 'ec')
  const ed = makeKey('d1', 'ed25519')
  published = [rsa, ec, ed]
  for (const [key, alg] of [
    [rsa, 'PS256'],
    [ec, 'ES256'],
    [ed, 'EdDSA'],
  ] as const) {
    expect(await codeOf(await signWith(key.privateKey, goodClaims(), { alg, kid: key.kid }))).toBe('accepted')
  }
})

test('a remembered token still ends: by time, by a session that was closed, by a key that was withdrawn', async () => {
  const bearer = await sign(rsa, goodClaims())
  await verify(bearer)
  revoked.add('s-1')
  expect(await codeOf(bearer)).toBe('TOKEN_INVALID')
  revoked.clear()
  now += 311_000
  expect(await codeOf(bearer)).toBe('TOKEN_EXPIRED')

  const long = await sign(rsa, { ...goodClaims(), exp: seconds() + 7200 })
  expect(await codeOf(long)).toBe('accepted')
  published = [makeKey('k2')]
  now += 601_000
  await verify(long) // the hit that notices how old the keys are
  await expect.poll(() => codeOf(long)).toBe('TOKEN_INVALID')
})

test('two hundred invented key ids at once are one request for keys', async () => {
  const forged = await Promise.all(Array.from({ length: 200 }, (_, i) => sign(rsa, goodClaims(), { kid: `x${i}` })))
  expect(new Set(await Promise.all(forged.map(codeOf)))).toEqual(new Set(['TOKEN_INVALID']))
  expect(loads).toBe(1)
  expect(await codeOf(await sign(rsa, goodClaims()))).toBe('accepted')
  expect(loads).toBe(1)
})

test('after the flood a rotated key is found as soon as the pause is over', async () => {
  await codeOf(await sign(rsa, goodClaims(), { kid: 'invented' }))
  const next = makeKey('k2')
  published = [next, rsa]
  now += 5_001
  expect(await codeOf(await sign(next, goodClaims()))).toBe('accepted')
})

describe('the city claim, hostile', () => {
  const rolesOf = async (organization: unknown, slug = 'uzda') => [
    ...(await verify(await sign(rsa, { ...goodClaims(), organization }))).rolesIn(slug),
  ]
  const entry = { resource_access: { gateway: { roles: ['operator'] } } }

  test.each([
    ['an array of aliases', ['uzda']],
    ['an array of entries', [{ uzda: entry }]],
    ['text', 'uzda'],
    ['null', null],
    ['an entry that is text', { uzda: 'operator' }],
    ['another client', { uzda: { resource_access: { portal: { roles: ['operator'] } } } }],
    ['roles at the top of the entry', { uzda: { roles: ['operator'] } }],
    ['roles that are text', { uzda: { resource_access: { gateway: { roles: 'operator' } } } }],
    ['roles that are an object', { uzda: { resource_access: { gateway: { roles: { 0: 'operator', length: 1 } } } } }],
    [
      'a hundred roles',
      { uzda: { resource_access: { gateway: { roles: Array.from({ length: 100 }, () => 'operator') } } } },
    ],
    [
      'rights through the prototype',
      JSON.parse('{"__proto__":{"uzda":{"resource_access":{"gateway":{"roles":["operator"]}}}}}') as unknown,
    ],
  ])('%s gives none', async (_, organization) => {
    expect(await rolesOf(organization)).toEqual([])
  })

  test.each(['__proto__', 'constructor', 'toString', '', 'UZDA', 'uzda/../zhodino'])(
    'the slug %j gives none',
    async (slug) => {
      const organization = JSON.parse(
        `{"__proto__":${JSON.stringify(entry)},"":${JSON.stringify(entry)},"uzda":${JSON.stringify(entry)}}`,
      ) as unknown
      expect(await rolesOf(organization, slug)).toEqual([])
    },
  )

  test('roles outside the city entry give none', async () => {
    const token = await verify(
      await sign(rsa, {
        ...goodClaims(),
        organization: undefined,
        resource_access: { gateway: { roles: ['city-admin'] } },
        realm_access: { roles: ['city-admin'] },
      }),
    )
    expect(token.rolesIn('uzda').size).toBe(0)
  })
})
