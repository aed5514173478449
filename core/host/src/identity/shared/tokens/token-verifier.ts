import Keycloak from 'keycloak-connect'
import { LRUCache } from 'lru-cache'
import { z } from '@vmeste/sdk'
import type { VerifiedToken } from '../port/identity-port.ts'
import { tokenInvalid } from '../port/identity-problems.ts'
import { checkClaims, checkTimes, type Claims, type ClaimRules } from './check-claims.ts'
import { gatewayClient } from './city-roles.ts'
import { harden } from './harden.ts'
import type { KeySource } from './key-source.ts'
import { verifiedToken } from './verified-token.ts'

export interface TokenVerifierOptions {
  /** `https://vmeste.example.by`: what stands before `/realms/…`. */
  readonly serverUrl: string
  readonly realm: string
  readonly keys: KeySource
  /** Clients whose tokens are taken. */
  readonly authorizedParties: readonly string[]
  /** First half of people's keys, if it is not the issuer. */
  readonly keyIssuer?: string
  /** Whether a session has been ended; asked every time. */
  readonly isRevoked?: (sid: string) => boolean
  readonly skewSeconds?: number
  readonly now?: () => number
  /** How many checked tokens are remembered. */
  readonly cacheSize?: number
}

interface Known {
  readonly token: VerifiedToken
  readonly claims: Claims
  readonly kid: string
}

/** Node refuses longer headers itself; three base64url parts and nothing else. */
const compact = /^[\w-]{1,8192}\.[\w-]{1,12288}\.[\w-]{1,2048}$/
const kidOf = z.object({ kid: z.string() })

/** Checks bearers with keycloak-connect, hardened, and remembers what it has checked. */
export function createTokenVerifier(options: TokenVerifierOptions): (bearer: string) => Promise<VerifiedToken> {
  const { serverUrl, realm, keys, isRevoked = () => false, cacheSize = 5_000 } = options
  const keycloak = new Keycloak(
    {},
    {
      'auth-server-url': serverUrl,
      realm,
      resource: gatewayClient,
      'bearer-only': true,
      'verify-token-audience': true,
      'ssl-required': 'external',
      'confidential-port': 0,
    },
  )
  const issuer = `${serverUrl}/realms/${realm}`
  const rules: ClaimRules = {
    issuer,
    audience: gatewayClient,
    authorizedParties: options.authorizedParties,
    skewSeconds: options.skewSeconds ?? 10,
    now: options.now ?? Date.now,
  }
  const grants = harden(keycloak.grantManager, keys, rules)
  const cache = new LRUCache<string, Known>({ max: cacheSize })
  // a withdrawn key must not live on in what it once proved
  keys.onWithdrawn = () => {
    cache.clear()
  }

  const check = async (bearer: string): Promise<Known> => {
    if (!compact.test(bearer)) throw tokenInvalid('not a compact token')
    const {
      access_token: { header, content },
    } = await grants.createGrant({ access_token: bearer })
    const claims = checkClaims(content, 'Bearer', rules)
    const known = {
      claims,
      kid: kidOf.parse(header).kid,
      token: verifiedToken(claims, options.keyIssuer ?? issuer, rules.skewSeconds),
    }
    cache.set(bearer, known)
    return known
  }

  return async (bearer) => {
    const remembered = cache.get(bearer)
    if (remembered) {
      keys.peek(remembered.kid) // old keys are renewed even when every token comes from the cache
      checkTimes(remembered.claims, rules)
    }
    const { claims, token } = remembered ?? (await check(bearer))
    if (claims.sid && isRevoked(claims.sid)) throw tokenInvalid('the session has been ended')
    return token
  }
}
