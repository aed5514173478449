import { decodeJwt, SignJWT, type JWTPayload } from 'jose'
import type { ContractProvider } from '../provider.ts'
import { tokensOf } from './visitor.ts'

/** One sign-in is enough for all that is made from it: providers count them. */
const good = new WeakMap<ContractProvider, Promise<JWTPayload>>()

/**
 * A good token of an operator with other claims, signed with the provider's own key: only what it says can give it
 * away.
 */
export async function forged(provider: ContractProvider, claims: JWTPayload): Promise<string> {
  const known =
    good.get(provider) ?? tokensOf(provider, 'operator.uzda').then(({ access_token }) => decodeJwt(access_token))
  good.set(provider, known)
  const { kid, privateKey } = await provider.signingKey()
  return new SignJWT({ ...(await known), ...claims })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey)
}
