import type { GrantManager } from 'keycloak-connect'
import { tokenInvalid } from '../port/identity-problems.ts'
import { checkClaims, type ClaimRules } from './check-claims.ts'
import { checkSignature } from './check-signature.ts'
import type { KeySource } from './key-source.ts'

/**
 * Replaces the three seams of keycloak-connect that are not safe as they come: its key cache (no deadline, a request
 * per unknown key id, one invented id blocks a rotated key), its token check (no `nbf`, `exp` optional, the header's
 * `alg` ignored, `azp` not looked at) and its wrapping of every refusal into one error text.
 */
export function harden(manager: GrantManager, keys: KeySource, rules: ClaimRules): GrantManager {
  manager.rotation = {
    getJWK: async (kid) => (await keys.get(kid)).key,
    clearCache: () => {
      void keys.refresh()
    },
  }
  manager.validateToken = async (token, type) => {
    if (!token) throw tokenInvalid('not a signed token')
    await checkSignature(token, keys)
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
