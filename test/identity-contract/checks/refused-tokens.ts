import { createHmac, createPublicKey } from 'node:crypto'
import { decodeJwt, type JWTPayload } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { Tokens } from '../../../core/host/test/doubles/visitor.ts'
import type { ContractProvider, FreshHost } from '../provider.ts'
import { codeOf } from './codes.ts'
import { forged } from './forged.ts'
import { tokensOf } from './visitor.ts'

/** Tokens that the host must not believe. */
export function refusedTokenChecks(here: () => ContractProvider): void {
  let host: FreshHost
  let tokens: Tokens
  beforeAll(async () => {
    host = await here().freshHost()
    tokens = await tokensOf(here(), 'citizen')
  })
  const seconds = () => Math.floor(Date.now() / 1000)

  test('a token of the provider is believed, and one that we sign like it', async () => {
    expect(await codeOf(host.identity, tokens.access_token)).toBe('accepted')
    expect(await codeOf(host.identity, await forged(here(), {}))).toBe('accepted')
  })

  test('an ID token and a refresh token are not access tokens', async () => {
    for (const token of [tokens.id_token, tokens.refresh_token])
      expect(await codeOf(host.identity, token)).toBe('TOKEN_INVALID')
  })

  test.each<[string, () => JWTPayload]>([
    ['another audience', () => ({ aud: ['account'] })],
    ['no audience', () => ({ aud: undefined })],
    ['another client', () => ({ azp: 'stranger' })],
    ['no client', () => ({ azp: undefined })],
    ['another type', () => ({ typ: 'ID' })],
    ['no subject', () => ({ sub: undefined })],
    ['no end', () => ({ exp: undefined })],
    ['a start ahead of us', () => ({ iat: seconds() + 60 })],
    ['not valid yet', () => ({ nbf: seconds() + 60 })],
  ])('%s is refused', async (_, claims) => {
    expect(await codeOf(host.identity, await forged(here(), claims()))).toBe('TOKEN_INVALID')
  })

  test('an expired token is refused by its own code, ten seconds after its end', async () => {
    expect(await codeOf(host.identity, await forged(here(), { exp: seconds() - 5 }))).toBe('accepted')
    expect(await codeOf(host.identity, await forged(here(), { exp: seconds() - 60 }))).toBe('TOKEN_EXPIRED')
  })

  test("the provider's own token ends after five minutes", async () => {
    const later = await here().freshHost()
    expect(await codeOf(later.identity, tokens.access_token)).toBe('accepted')
    later.advance(311_000)
    expect(await codeOf(later.identity, tokens.access_token)).toBe('TOKEN_EXPIRED')
  })

  test('no signature, and the public key taken as a shared secret, are refused', async () => {
    const { kid, privateKey } = await here().signingKey()
    const payload = tokens.access_token.split('.')[1]!
    const header = (alg: string) => Buffer.from(JSON.stringify({ alg, kid, typ: 'JWT' })).toString('base64url')
    const pem = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' })
    const hmac = (alg: string) =>
      `${header(alg)}.${payload}.${createHmac('sha256', pem)
        .update(`${header(alg)}.${payload}`)
        .digest('base64url')}`
    for (const token of [
      `${header('none')}.${payload}.`,
      `${header('none')}.${payload}.AA`,
      hmac('HS256'),
      hmac('RS256'),
    ])
      expect(await codeOf(host.identity, token)).toBe('TOKEN_INVALID')
  })

  test('a good signature under the name of another algorithm, and a changed content, are refused', async () => {
    const { kid } = await here().signingKey()
    const [header, payload, signature] = tokens.access_token.split('.')
    const es256 = Buffer.from(JSON.stringify({ alg: 'ES256', kid, typ: 'JWT' })).toString('base64url')
    const other = Buffer.from(JSON.stringify({ ...decodeJwt(tokens.access_token), sub: 'somebody-else' })).toString(
      'base64url',
    )
    for (const parts of [
      [es256, payload, signature],
      [header, other, signature],
    ])
      expect(await codeOf(host.identity, parts.join('.'))).toBe('TOKEN_INVALID')
  })
}
