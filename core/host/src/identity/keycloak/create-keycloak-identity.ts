import type { Pool } from 'pg'
import type { Clock } from '@vmeste/sdk'
import { identityDb } from '../shared/tables/identity-tables.ts'
import { startSweeping } from '../shared/tables/sweep-expired.ts'
import type { IdentityLogger } from '../shared/port/identity-logger.ts'
import type { Broker, IdentityPort } from '../shared/port/identity-port.ts'
import { EndedSessions } from '../shared/sessions/ended-sessions.ts'
import { IdentityNews } from '../shared/sessions/identity-news.ts'
import { adminApi } from './admin/admin-api.ts'
import type { KnowsRole } from './admin/city-groups.ts'
import type { HostMail } from './admin/keycloak-invite.ts'
import { keycloakAdministrators } from './admin/keycloak-administrators.ts'
import { keycloakPhones } from './admin/keycloak-phones.ts'
import { keycloakUsers } from './admin/keycloak-users.ts'
import { gatewayClient } from '../shared/tokens/city-roles.ts'
import { fetchJwks } from '../shared/tokens/fetch-jwks.ts'
import { KeySource } from '../shared/tokens/key-source.ts'
import { logoutReceiver } from './logout/logout-receiver.ts'
import { createTokenVerifier } from '../shared/tokens/token-verifier.ts'

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
  /** Identity providers of this Keycloak that the portal offers by a button of their own. */
  readonly brokers?: readonly Broker[]
  /** Public origin of the platform: Keycloak's letters lead back to it. */
  readonly portal: string
  /** How the host's own letters leave; those of Keycloak leave by the mail server of its realm. */
  readonly mail?: HostMail | undefined
  /** Connections as the role of the unit `identity`: what sessions have ended is known to all hosts. */
  readonly pool: Pool
  readonly logger: IdentityLogger
  readonly clock?: Clock
  /** Whether a city has added a role to its own; such a role is made in Keycloak when it is first given. */
  readonly knowsRole?: KnowsRole | undefined
}

const keysTimeoutMs = 3_000

/**
 * A Keycloak that stands elsewhere: its tokens are checked here, its accounts are kept through its Admin API, and it
 * tells of sign-outs.
 *
 * @example const identity = await createKeycloakIdentity({ url: 'https://id.example.by', realm: 'vmeste', clientId:
 *   'portal', gatewaySecret, portal: 'https://vmeste.example.by', pool, logger })
 */
export async function createKeycloakIdentity({
  url,
  internalUrl = url,
  realm,
  clientId,
  gatewaySecret,
  portal,
  mail,
  brokers,
  pool,
  logger,
  clock,
  knowsRole,
}: KeycloakIdentityOptions): Promise<IdentityPort> {
  const now = clock ? () => clock.now().getTime() : Date.now
  const issuer = `${url}/realms/${realm}`
  const keys = new KeySource({
    now,
    timeoutMs: keysTimeoutMs,
    load: () => fetchJwks(`${internalUrl}/realms/${realm}/protocol/openid-connect/certs`, keysTimeoutMs),
  })
  const api = adminApi({
    url: internalUrl,
    realm,
    form: { grant_type: 'client_credentials', client_id: gatewayClient, client_secret: gatewaySecret },
  })
  const db = identityDb(pool)
  const ended = new EndedSessions(pool)
  const news = new IdentityNews(pool, logger, {
    hear: (kind, value) => {
      if (kind === 'ended') ended.hear(value)
    },
    catchUp: () => ended.catchUp(),
  })
  await news.start()
  const stopSweeping = startSweeping(db, logger)
  const router = logoutReceiver({ db, ended, logger, keys, issuer, audience: clientId, now })
  return {
    router: () => router,
    verify: createTokenVerifier({
      serverUrl: url,
      realm,
      keys,
      authorizedParties: [clientId],
      now,
      isRevoked: (sid) => ended.has(sid),
    }),
    // without the star Keycloak asks people of several cities to choose one, and otherwise names none
    portalConfig: () => ({
      url,
      realm,
      clientId,
      redirectPath: '/auth/callback',
      scope: 'openid organization:*',
      ...(brokers ? { brokers } : {}),
    }),
    users: keycloakUsers({ api, realm, issuer, knowsRole, portal, clientId, mail }),
    phones: keycloakPhones({ api, realm, issuer }),
    administrators: keycloakAdministrators(api, realm),
    onSessionEnd: (listener) => ended.onEnd(listener),
    stop: async () => {
      await Promise.all([stopSweeping(), news.stop()])
    },
  }
}
