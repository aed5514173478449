import { Router } from 'express'
import type { Clock } from '@vmeste/sdk'
import type { IdentityPort } from '../identity-port.ts'
import { adminApi } from './admin/admin-api.ts'
import type { KnowsRole } from './admin/city-groups.ts'
import { keycloakUsers } from './admin/keycloak-users.ts'
import { gatewayClient } from './city-roles.ts'
import { fetchJwks } from './fetch-jwks.ts'
import { KeySource } from './key-source.ts'
import { createTokenVerifier } from './token-verifier.ts'

export interface KeycloakIdentityOptions {
  /** Keycloak as browsers reach it, without `/realms/…`; tokens must name it as their issuer. */
  readonly url: string
  /** Keycloak as this host reaches it, where that is another address. */
  readonly internalUrl?: string
  readonly realm: string
  /** The portal's client; tokens of any other are refused. */
  readonly clientId: string
  /** Secret of the client `gateway`, whose service account keeps the accounts. */
  readonly gatewaySecret: string
  readonly clock?: Clock
  /** Whether a city has added a role to its own; such a role is made in Keycloak when it is first given. */
  readonly knowsRole?: KnowsRole | undefined
}

const keysTimeoutMs = 3_000

/**
 * A Keycloak that stands elsewhere: its tokens are checked here, its accounts are kept through its Admin API.
 *
 * @example const identity = createKeycloakIdentity({ url: 'https://id.example.by', realm: 'vmeste', clientId: 'portal', gatewaySecret })
 */
export function createKeycloakIdentity({ url, internalUrl = url, realm, clientId, gatewaySecret, clock, knowsRole }: KeycloakIdentityOptions): IdentityPort {
  const now = clock ? () => clock.now().getTime() : Date.now
  const issuer = `${url}/realms/${realm}`
  const keys = new KeySource({ now, timeoutMs: keysTimeoutMs, load: () => fetchJwks(`${internalUrl}/realms/${realm}/protocol/openid-connect/certs`, keysTimeoutMs) })
  const api = adminApi({ url: internalUrl, realm, form: { grant_type: 'client_credentials', client_id: gatewayClient, client_secret: gatewaySecret } })
  return {
    router: () => Router(),
    verify: createTokenVerifier({ serverUrl: url, realm, keys, authorizedParties: [clientId], now }),
    // without the star Keycloak asks people of several cities to choose one, and otherwise names none
    portalConfig: () => ({ url, realm, clientId, redirectPath: '/auth/callback', scope: 'openid organization:*' }),
    users: keycloakUsers({ api, realm, issuer, knowsRole }),
    stop: async () => undefined,
  }
}
