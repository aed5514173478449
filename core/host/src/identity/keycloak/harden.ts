import type { GrantManager } from 'keycloak-connect'
import { z } from '@vmeste/sdk'
import { tokenInvalid } from '../identity-problems.ts'
import { checkClaims, type ClaimRules } from './check-claims.ts'
import { algorithmFor } from './jws-algorithms.ts'
import type { KeySource } from './key-source.ts'

const headerSchema = z.looseObject({ alg: z.string(), kid: z.string().min(1).max(200) })

/**
 * Replaces the three seams of keycloak-connect that are not safe as they come: its key cache (no deadline, a request
 * per unknown key id, one invented id blocks a rotated key), its token check (no `nbf`, `exp` optional, the header's
 * `alg` ignored, `azp` not looked at) and its wrapping of every refusal into one error text.
 */
export function harden(manager: GrantManager, keys: KeySource, rules: ClaimRules): GrantManager {
  manager.rotation = { getJWK: async (kid) => (await keys.get(kid)).key, clearCache: () => { void keys.refresh() } }
  manager.validateToken = async (token, type) => {
    if (!token?.signed || !token.signature) throw tokenInvalid('not a signed token')
    const header = headerSchema.safeParse(token.header)
    if (!header.success) throw tokenInvalid('malformed header')
    // a `crit` extension must be understood or refused (RFC 7515, 4.1.11), and we know none
    if ('crit' in header.data) throw tokenInvalid('critical extension')
    const algorithm = algorithmFor(header.data.alg)
    if (!algorithm) throw tokenInvalid('algorithm not allowed')
    const { key, alg } = keys.peek(header.data.kid) ?? await keys.get(header.data.kid)
    if ((alg !== undefined && alg !== header.data.alg) || !algorithm.fits(key)) throw tokenInvalid('algorithm does not belong to the key')
    if (!algorithm.verify(Buffer.from(token.signed), key, token.signature)) throw tokenInvalid('signature')
    const claims = checkClaims(token.content, type, rules)
    if (claims.iat < manager.notBefore) throw tokenInvalid('issued before the realm was reset')
    return token
  }
  manager.validateGrant = async (grant) => {
    grant.access_token = await manager.validateToken(grant.access_token, 'Bearer')
    return grant
  }
  return manager
}
