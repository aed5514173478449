import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { Tokens } from '../../../core/host/test/doubles/visitor.ts'
import type { ContractProvider } from '../provider.ts'
import { tokensOf } from './visitor.ts'

const text = expect.stringMatching(/./) as string
const number = expect.any(Number) as number
/**
 * Of an account that the host made: a known difference. Of one that was registered it is true, and the registration's
 * checks say so.
 */
const boolean = expect.any(Boolean) as boolean
/** Claims that a provider may have beside the contract's; nothing of ours reads them. */
const beside = ['jti', 'resource_access', 'nbf']

/**
 * Every claim of the contract, key by key; a claim that is neither in it nor known beside it is a change that somebody
 * must look at.
 */
export function claimChecks(here: () => ContractProvider): void {
  let tokens: Tokens
  let claims: JWTPayload
  beforeAll(async () => {
    tokens = await tokensOf(here(), 'operator.uzda')
    claims = decodeJwt(tokens.access_token)
  })

  const contract = (): Record<string, unknown> => ({
    iss: `${here().url}/realms/vmeste`,
    sub: text,
    aud: ['gateway', 'account'],
    azp: 'portal',
    typ: 'Bearer',
    iat: number,
    exp: number,
    auth_time: number,
    sid: text,
    acr: '1',
    scope: expect.stringMatching(/\bopenid\b/) as string,
    'allowed-origins': [here().portal],
    preferred_username: 'operator.uzda',
    name: 'Ольга Ковалёва',
    given_name: 'Ольга',
    family_name: 'Ковалёва',
    email: 'olga@example.test',
    email_verified: boolean,
    realm_access: { roles: expect.arrayContaining(['citizen']) as string[] },
    identity_assurance: 'ANONYMOUS',
    organization: {
      uzda: expect.objectContaining({ id: text, resource_access: { gateway: { roles: ['operator'] } } }) as object,
    },
  })

  test.each([
    'iss',
    'sub',
    'aud',
    'azp',
    'typ',
    'iat',
    'exp',
    'auth_time',
    'sid',
    'acr',
    'scope',
    'allowed-origins',
    'preferred_username',
    'name',
    'given_name',
    'family_name',
    'email',
    'email_verified',
    'realm_access',
    'identity_assurance',
    'organization',
  ])('the claim %s', (name) => {
    expect(claims[name]).toEqual(contract()[name])
  })

  test('no claim that nobody knows', () => {
    const known = new Set([...Object.keys(contract()), ...beside])
    expect(Object.keys(claims).filter((name) => !known.has(name))).toEqual([])
  })

  test('an access token is signed with RS256 and lives five minutes', () => {
    expect(decodeProtectedHeader(tokens.access_token).alg).toBe('RS256')
    expect(claims.exp! - claims.iat!).toBeGreaterThan(295)
    expect(claims.exp! - claims.iat!).toBeLessThanOrEqual(300)
  })

  test('the roles of a city stand in its entry and nowhere else', () => {
    expect(claims['resource_access'] ?? {}).not.toHaveProperty('gateway')
    expect((claims['realm_access'] as { roles: string[] }).roles).not.toContain('operator')
  })

  test('the ID token says who, and nothing of rights', () => {
    const id = decodeJwt(tokens.id_token)
    expect(id).toMatchObject({
      typ: 'ID',
      azp: 'portal',
      aud: 'portal',
      sid: claims['sid'],
      nonce: 'n',
      sub: claims.sub,
      preferred_username: 'operator.uzda',
      name: 'Ольга Ковалёва',
    })
    for (const name of ['organization', 'realm_access', 'resource_access']) expect(id).not.toHaveProperty(name)
  })

  test('the refresh token can be read, as keycloak-js does', () => {
    expect(decodeJwt(tokens.refresh_token)).toMatchObject({
      typ: 'Refresh',
      azp: 'portal',
      sid: claims['sid'],
      sub: claims.sub,
      exp: number,
    })
  })

  const oidc = (path: string, init: RequestInit) =>
    fetch(`${here().url}/realms/vmeste/protocol/openid-connect/${path}`, init)

  test('user info tells the profile to the bearer of a token', async () => {
    const reply = await oidc('userinfo', { headers: { authorization: `Bearer ${tokens.access_token}` } })
    expect(await reply.json()).toMatchObject({
      sub: claims.sub,
      preferred_username: 'operator.uzda',
      name: 'Ольга Ковалёва',
      given_name: 'Ольга',
      family_name: 'Ковалёва',
      email: 'olga@example.test',
      email_verified: boolean,
    })
    expect(
      (await oidc('userinfo', { headers: { authorization: `Bearer ${tokens.access_token.slice(0, -6)}AAAAAA` } }))
        .status,
    ).toBe(401)
  })

  test('introspection answers the gateway and nobody else', async () => {
    const ask = (id: string, secret: string) =>
      oidc('token/introspect', {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')}` },
        body: new URLSearchParams({ token: tokens.access_token }),
      })
    expect(await (await ask('gateway', here().gatewaySecret)).json()).toMatchObject({
      active: true,
      sub: claims.sub,
      username: 'operator.uzda',
      client_id: 'portal',
    })
    for (const [id, secret] of [
      ['gateway', 'guess'],
      ['portal', ''],
    ] as const)
      expect((await ask(id, secret)).status).toBeGreaterThanOrEqual(400)
  })
}
