import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'

/** An issuer for tests: it signs whatever it is told to, as an attacker would. */
export const serverUrl = 'https://vmeste.test'
export const issuer = `${serverUrl}/realms/vmeste`

export function makeKey(kid: string, type: 'rsa' | 'ec' | 'ed25519' = 'rsa') {
  const { privateKey, publicKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
  return { kid, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } }
}
export type TestKey = ReturnType<typeof makeKey>

export const seconds = () => Math.floor(Date.now() / 1000)

export const goodClaims = () => ({
  iss: issuer,
  sub: 'u-1',
  aud: ['gateway', 'account'],
  azp: 'portal',
  typ: 'Bearer',
  sid: 's-1',
  iat: seconds() - 1,
  exp: seconds() + 300,
  preferred_username: 'operator.uzda',
  name: 'Ольга Оператор',
  realm_access: { roles: ['citizen'] },
  organization: { uzda: { id: 'o-1', resource_access: { gateway: { roles: ['operator'] } } } },
})

export const sign = (
  key: TestKey,
  claims: Record<string, unknown>,
  header: { alg?: string; kid?: string; typ?: string } = {},
) => signWith(key.privateKey, claims, { alg: 'RS256', kid: key.kid, ...header })

export const signWith = (
  key: KeyObject,
  claims: Record<string, unknown>,
  header: { alg: string; kid: string; typ?: string },
) => new SignJWT(claims).setProtectedHeader(header).sign(key)

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token put together by hand, for headers that no library would sign. */
export function forge(header: Record<string, unknown>, claims: Record<string, unknown>, secret: string | Buffer) {
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
