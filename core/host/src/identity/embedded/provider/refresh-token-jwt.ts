import { jwtVerify, SignJWT } from 'jose'
import Provider, { errors } from 'oidc-provider'
import { bearerHash } from '../storage/postgres-adapter.ts'
import type { RefreshUse } from '../storage/refresh-chains.ts'

type RefreshToken = InstanceType<Provider['RefreshToken']>

export interface RefreshTokenParts {
  readonly issuer: string
  readonly key: Buffer
  /** Whether this use of a token is a good one; notes it. */
  readonly use: (use: RefreshUse) => Promise<boolean>
}

/**
 * Gives refresh tokens the shape of a JWT: keycloak-js decodes them and does not start with an opaque one, which is
 * all that oidc-provider has. The opaque value travels inside, signed, and is unwrapped on its way back; beside it the
 * chain it belongs to. Using a token is ours too: an answer that got lost may be asked for once more, a replay ends
 * everything that grew from the sign-in. This leans on three methods of oidc-provider's model, so its version is pinned
 * and a test holds the whole round.
 */
export function wrapRefreshTokens(provider: Provider, { issuer, key, use }: RefreshTokenParts): void {
  const model = provider.RefreshToken
  const find = model.find.bind(model) as (value: string, options?: unknown) => Promise<RefreshToken | undefined>
  const prototype: { save: (this: RefreshToken) => Promise<string>; consume: (this: RefreshToken) => Promise<void> } =
    model.prototype
  const { save } = prototype
  const chains = new WeakMap<RefreshToken, string>()

  const unwrap = async (value: string) => {
    try {
      return (await jwtVerify(value, key, { issuer, algorithms: ['HS512'] })).payload
    } catch {
      return undefined
    }
  }

  Object.assign(model, {
    find: async (value: unknown, options?: unknown) => {
      const inner = typeof value === 'string' && value.length < 4096 ? await unwrap(value) : undefined
      const token = inner?.jti === undefined ? undefined : await find(inner.jti, options)
      if (token && typeof inner?.chain === 'string') chains.set(token, inner.chain)
      return token
    },
  })
  prototype.consume = async function consume(this: RefreshToken) {
    const token = bearerHash(this.jti)
    const expiresAt = new Date(Date.now() + this.remainingTTL * 1000)
    if (await use({ chain: chains.get(this) ?? token, generation: this.rotations ?? 0, token, expiresAt })) return
    if (this.grantId) await model.revokeByGrantId(this.grantId)
    throw new errors.InvalidGrant('refresh token already used')
  }
  prototype.save = async function wrapped(this: RefreshToken) {
    const jti = await save.call(this)
    const before = Provider.ctx?.oidc.entities.RotatedRefreshToken
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({
      typ: 'Refresh',
      azp: this.clientId,
      sid: this.sessionUid,
      scope: this.scope,
      jti,
      chain: before ? (chains.get(before) ?? bearerHash(before.jti)) : bearerHash(jti),
    })
      .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(this.accountId)
      .setIssuedAt(now)
      .setExpirationTime(now + this.remainingTTL)
      .sign(key)
  }
}
