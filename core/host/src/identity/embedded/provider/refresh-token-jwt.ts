import { jwtVerify, SignJWT } from 'jose'
import type Provider from 'oidc-provider'

type RefreshToken = InstanceType<Provider['RefreshToken']>

/**
 * Gives refresh tokens the shape of a JWT: keycloak-js decodes them and does not start with an opaque one, which is
 * all that oidc-provider has. The opaque value travels inside, signed, and is unwrapped on its way back. This leans on
 * two methods of oidc-provider's model, so its version is pinned and a test holds the whole round.
 */
export function wrapRefreshTokens(provider: Provider, issuer: string, key: Buffer): void {
  const model = provider.RefreshToken
  const find = model.find.bind(model) as (value: string, options?: unknown) => Promise<unknown>
  const prototype: { save: (this: RefreshToken) => Promise<string> } = model.prototype
  const { save } = prototype

  const unwrap = async (value: string): Promise<string | undefined> => {
    try {
      const { payload } = await jwtVerify(value, key, { issuer, algorithms: ['HS512'] })
      return payload.jti
    } catch {
      return undefined
    }
  }

  Object.assign(model, {
    find: async (value: unknown, options?: unknown) => {
      const inner = typeof value === 'string' && value.length < 4096 ? await unwrap(value) : undefined
      return inner === undefined ? undefined : find(inner, options)
    },
  })
  prototype.save = async function wrapped(this: RefreshToken) {
    const jti = await save.call(this)
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ typ: 'Refresh', azp: this.clientId, sid: this.sessionUid, scope: this.scope, jti })
      .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
      .setIssuer(issuer).setAudience(issuer).setSubject(this.accountId).setIssuedAt(now).setExpirationTime(now + this.remainingTTL)
      .sign(key)
  }
}
