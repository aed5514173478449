import { Problem } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { KeySource } from '../../shared/tokens/key-source.ts'
import { forge, goodClaims, issuer, makeKey, seconds, sign } from '../../shared/tokens/test-issuer.ts'
import { checkLogoutToken } from './check-logout-token.ts'

const key = makeKey('k1')
const keys = new KeySource({ load: async () => ({ keys: [key.jwk] }) })
const event = 'http://schemas.openid.net/event/backchannel-logout'
const check = (token: string) =>
  checkLogoutToken(token, { keys, issuer, audience: 'portal', now: Date.now }).then(
    ({ sid }) => sid,
    (error: unknown) => {
      if (error instanceof Problem) return (error.cause as Error).message
      throw error
    },
  )
/** As Keycloak 26.7 writes it. */
const good = () => ({
  exp: seconds() + 120,
  iat: seconds(),
  jti: 'j-1',
  iss: issuer,
  aud: 'portal',
  sub: 'u-1',
  typ: 'Logout',
  sid: '-4VeqGMCDzSAkVkkfbzO2gai',
  events: { [event]: {} },
})
const header = { kid: 'k1', typ: 'logout+jwt' }
const told = (claims: Record<string, unknown> = {}, more: Record<string, string> = {}) =>
  sign(key, { ...good(), ...claims }, { ...header, ...more })

test('a logout token of Keycloak names its session, to several clients as well', async () => {
  expect(await check(await told())).toBe(good().sid)
  expect(await check(await told({ aud: ['other', 'portal'], exp: undefined, iat: seconds() - 115 }))).toBe(good().sid)
})

test.each<[string, Record<string, unknown>]>([
  ['wrong audience', { aud: ['account'] }],
  ['wrong issuer', { iss: `${issuer}/` }],
  ['old news', { iat: seconds() - 180 }],
  ['old news', { exp: seconds() - 60 }],
  ['not valid yet', { iat: seconds() + 60 }],
  ['a logout token with a nonce', { nonce: null }],
  ...[
    { events: undefined },
    { events: [event] },
    { events: { [event]: 'x' } },
    { events: { other: {} } },
    { jti: '' },
    { sid: undefined },
    { sid: 'a b' },
    { iat: '0' },
  ].map((claims): [string, Record<string, unknown>] => ['claims of the logout token missing or malformed', claims]),
])('%s: %j is refused', async (reason, claims) => {
  expect(await check(await told(claims))).toBe(reason)
})

test('no other kind of token passes for it, and none that somebody else signed', async () => {
  expect(await check(await told({}, { typ: 'JWT' }))).toBe('not a logout token')
  expect(await check(await sign(key, goodClaims()))).toBe('not a logout token')
  expect(await check(await sign(makeKey('k1'), good(), header))).toBe('signature')
  expect(await check(await told({}, { kid: 'k2' }))).toBe('unknown key')
  expect(await check(forge({ alg: 'none', ...header }, good(), 'x'))).toBe('algorithm not allowed')
  expect(
    await check(forge({ alg: 'HS256', ...header }, good(), key.publicKey.export({ format: 'pem', type: 'spki' }))),
  ).toBe('algorithm not allowed')
  for (const junk of ['', 'a.b', 'a.b.c', `${'x'.repeat(20_000)}.b.c`])
    expect(await check(junk)).toMatch(/malformed header|not a signed token/)
})
