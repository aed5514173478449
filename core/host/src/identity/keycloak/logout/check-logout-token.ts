import { z } from '@vmeste/sdk'
import { tokenInvalid } from '../../shared/port/identity-problems.ts'
import { checkSignature } from '../../shared/tokens/check-signature.ts'
import type { KeySource } from '../../shared/tokens/key-source.ts'

export interface LogoutRules {
  readonly keys: KeySource
  /** Exactly this issuer. */
  readonly issuer: string
  /** The client that is told: the portal's. */
  readonly audience: string
  /** Milliseconds. */
  readonly now: () => number
}

/** A sign-out that the provider itself tells of. */
export interface LogoutNews {
  readonly sid: string
  readonly jti: string
}

/** Older news is no news: a token that was kept for later tells of nothing. Seconds. */
export const logoutTokenAge = 120
const skewSeconds = 10
const event = 'http://schemas.openid.net/event/backchannel-logout'
const compact = /^([\w-]{1,2048})\.([\w-]{1,6144})\.([\w-]{1,2048})$/

const claimsSchema = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string()).max(50)]),
  iat: z.number(),
  exp: z.number().optional(),
  jti: z.string().min(1).max(255),
  sid: z.string().regex(/^[\w.-]{1,64}$/),
  events: z.looseObject({ [event]: z.looseObject({}) }),
})

/**
 * Checks a logout token as OpenID Connect Back-Channel Logout 1.0 (2.6) asks: signed by the realm, its own kind of
 * token, this issuer, this client, told just now, about one session.
 * @throws Problem `TOKEN_INVALID`, `IDENTITY_UNAVAILABLE`
 */
export async function checkLogoutToken(
  token: string,
  { keys, issuer, audience, now }: LogoutRules,
): Promise<LogoutNews> {
  const [, header = '', payload = '', signature = ''] = compact.exec(token) ?? []
  const { typ } = await checkSignature(
    { header: json(header), signed: `${header}.${payload}`, signature: Buffer.from(signature, 'base64url') },
    keys,
  )
  // an access token and an ID token are signed by the same key, and must never pass for it
  if (typ?.toLowerCase() !== 'logout+jwt') throw tokenInvalid('not a logout token')
  const content = json(payload)
  const parsed = claimsSchema.safeParse(content)
  if (!parsed.success) throw tokenInvalid('claims of the logout token missing or malformed')
  const { iss, aud, iat, exp, jti, sid } = parsed.data
  if ('nonce' in parsed.data) throw tokenInvalid('a logout token with a nonce')
  if (iss !== issuer) throw tokenInvalid('wrong issuer')
  if (!(Array.isArray(aud) ? aud : [aud]).includes(audience)) throw tokenInvalid('wrong audience')
  const seconds = now() / 1000
  if (iat + logoutTokenAge < seconds || (exp !== undefined && exp + skewSeconds <= seconds))
    throw tokenInvalid('old news')
  if (iat - skewSeconds > seconds) throw tokenInvalid('not valid yet')
  return { sid, jti }
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
