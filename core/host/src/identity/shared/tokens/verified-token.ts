import { assuranceLevels, type Assurance } from '@vmeste/sdk'
import type { VerifiedToken } from '../port/identity-port.ts'
import type { Claims } from './check-claims.ts'
import { cityRoles, realmRoles } from './city-roles.ts'

const text = (value: unknown, max = 255): string | undefined =>
  typeof value === 'string' && value.length > 0 ? value.slice(0, max) : undefined

/** A level as it stands in a token or an attribute; whatever is none of them is the lowest. */
export const assuranceIn = (value: unknown): Assurance =>
  assuranceLevels.find((level) => level === value) ?? 'ANONYMOUS'

/**
 * The token as the host sees it.
 * @param keyIssuer first half of a person's key; the issuer itself, unless the platform has moved to another address
 *   since
 */
export function verifiedToken(claims: Claims, keyIssuer: string, skewSeconds: number): VerifiedToken {
  const cities = new Map<string, ReadonlySet<string>>()
  const username = text(claims.preferred_username) ?? claims.sub
  const email = text(claims.email)
  return Object.freeze({
    key: `${keyIssuer}|${claims.sub}`,
    name: text(claims.name) ?? username,
    username,
    ...(email ? { email } : {}),
    ...(email && claims.email_verified === true ? { emailVerified: true } : {}),
    assurance: assuranceIn(claims.identity_assurance),
    realmRoles: realmRoles(claims),
    rolesIn(citySlug: string) {
      const known = cities.get(citySlug)
      if (known) return known
      const roles = cityRoles(claims, citySlug)
      // only what the token names is kept, so a stranger's slugs cannot fill the map
      if (roles.size > 0) cities.set(citySlug, roles)
      return roles
    },
    ...(claims.sid ? { sid: claims.sid } : {}),
    issuedAt: new Date(claims.iat * 1000),
    expiresAt: new Date((claims.exp + skewSeconds) * 1000),
  })
}
