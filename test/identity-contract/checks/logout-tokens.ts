import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { decodeJwt, SignJWT, type JWTPayload } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { Tokens } from '../../../core/host/test/doubles/visitor.ts'
import type { ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { hearing } from './sign-out.ts'
import { tokensOf } from './visitor.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'

interface Forgery {
  readonly claims?: JWTPayload
  readonly typ?: string
  readonly key?: KeyObject
}

/**
 * Sign-outs that somebody makes up end nothing. A Keycloak tells the host of its own by signed tokens; where the
 * provider is the host itself there is no such address, and even a token that is right in everything knocks at no door.
 */
export function logoutTokenChecks(here: () => ContractProvider): void {
  let tokens: Tokens
  let sid: string
  beforeAll(async () => {
    tokens = await tokensOf(here(), 'citizen')
    sid = String(decodeJwt(tokens.access_token)['sid'])
  })
  const seconds = () => Math.floor(Date.now() / 1000)
  const told = async ({ claims, typ = 'logout+jwt', key }: Forgery = {}) => {
    const { kid, privateKey } = await here().signingKey()
    const good = {
      iss: `${here().url}/realms/vmeste`,
      aud: 'portal',
      iat: seconds(),
      exp: seconds() + 120,
      jti: randomUUID(),
      sub: decodeJwt(tokens.access_token).sub,
      sid,
      typ: 'Logout',
      events: { [event]: {} },
    }
    return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'RS256', kid, typ }).sign(key ?? privateKey)
  }
  const send = (token: string, more: Record<string, string> = {}) =>
    fetch(`${here().portal}/auth/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token, ...more }),
    })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const unsigned = async () => {
    const [, payload] = (await told()).split('.')
    return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'logout+jwt', kid: (await here().signingKey()).kid })).toString('base64url')}.${payload}.`
  }

  test.each<[string, () => Promise<string>]>([
    ['of another key', () => told({ key: stranger })],
    ['without a signature', unsigned],
    ['for another client', () => told({ claims: { aud: 'account' } })],
    ['of another issuer', () => told({ claims: { iss: `${here().url}/realms/other` } })],
    ['of three minutes ago', () => told({ claims: { iat: seconds() - 180 } })],
    ['from the future', () => told({ claims: { iat: seconds() + 60 } })],
    ['that is over', () => told({ claims: { exp: seconds() - 60 } })],
    ['that tells of no sign-out', () => told({ claims: { events: undefined } })],
    ['that tells of another event', () => told({ claims: { events: { 'https://example.test/event': {} } } })],
    ['with a nonce, as an ID token has', () => told({ claims: { nonce: 'n' } })],
    ['of another type', () => told({ typ: 'JWT' })],
    ['without an id', () => told({ claims: { jti: undefined } })],
    ['of no session', () => told({ claims: { sid: undefined } })],
    ['that is an access token', async () => tokens.access_token],
    ['that is an ID token', async () => tokens.id_token],
    ['that is no token', async () => 'x'.repeat(100)],
    ['as large as a file', async () => `${'x'.repeat(1_000_000)}`],
  ])('a sign-out %s is refused and ends nothing', async (_, make) => {
    const { heard, stop } = hearing(here().identity)
    expect((await send(await make())).status).toBeGreaterThanOrEqual(400)
    expect([await codeOf(here().identity, tokens.access_token), heard.filter((each) => each === sid)]).toEqual([
      'accepted',
      [],
    ])
    stop()
  })

  test('a sign-out told twice is believed once, and nowhere where the provider is the host itself', async () => {
    const token = await told()
    expect([(await send(token)).status, (await send(token)).status]).toEqual(
      here().tellsSignOuts ? [200, 400] : [404, 404],
    )
    expect(await codeOf(here().identity, tokens.access_token)).toBe(here().tellsSignOuts ? 'TOKEN_INVALID' : 'accepted')
  })
}
