import { z } from '@vmeste/sdk'
import { tokenExpired, tokenInvalid } from '../port/identity-problems.ts'

export interface ClaimRules {
  /** Exactly this issuer. */
  readonly issuer: string
  /** Must be among the audiences: who the token is for. */
  readonly audience: string
  /** Clients whose tokens we take: who the token was made for. */
  readonly authorizedParties: readonly string[]
  /** How far clocks may be apart, seconds. */
  readonly skewSeconds: number
  /** Milliseconds. */
  readonly now: () => number
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  azp: z.string(),
  typ: z.string(),
  aud: z.union([z.string(), z.array(z.string()).max(50)]),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  sid: z.string().max(255).optional(),
})
export type Claims = z.infer<typeof claimsSchema>

/** The claims of a token whose signature is good, or the Problem that refuses it. */
export function checkClaims(content: unknown, type: string, rules: ClaimRules): Claims {
  const parsed = claimsSchema.safeParse(content)
  if (!parsed.success) throw tokenInvalid('claims missing or malformed')
  const claims = parsed.data
  if (claims.typ !== type) throw tokenInvalid('wrong type')
  if (claims.iss !== rules.issuer) throw tokenInvalid('wrong issuer')
  if (!(Array.isArray(claims.aud) ? claims.aud : [claims.aud]).includes(rules.audience))
    throw tokenInvalid('wrong audience')
  if (!rules.authorizedParties.includes(claims.azp)) throw tokenInvalid('wrong authorised party')
  checkTimes(claims, rules)
  return claims
}

/** Only what changes with the clock: asked again each time a token comes out of the cache. */
export function checkTimes(
  claims: Pick<Claims, 'exp' | 'iat' | 'nbf'>,
  { now, skewSeconds }: Pick<ClaimRules, 'now' | 'skewSeconds'>,
): void {
  const seconds = now() / 1000
  if (claims.exp + skewSeconds <= seconds) throw tokenExpired()
  if (Math.max(claims.iat, claims.nbf ?? 0) - skewSeconds > seconds) throw tokenInvalid('not valid yet')
}
