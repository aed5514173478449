/** The public entry of `@vmeste/host/keycloak-identity`. */
import type { IdentityParts } from '../shared/port/identity-parts.ts'
import { identityUnit } from '../shared/tables/identity-unit.ts'
import type { IdentityPort } from '../shared/port/identity-port.ts'
import { adminApi, AdminRefusal } from './admin/admin-api.ts'
import { createKeycloakIdentity, type KeycloakIdentityOptions } from './create-keycloak-identity.ts'

export { adminApi, AdminRefusal, createKeycloakIdentity }
export type { AdminApi } from './admin/admin-api.ts'
export type { KeycloakIdentityOptions }

/** What an operator says of a Keycloak; the rest is the host's own. */
export type KeycloakSettings = Omit<KeycloakIdentityOptions, 'clock' | 'portal' | 'pool' | 'logger' | 'knowsRole'>

/**
 * A Keycloak that stands elsewhere, as `createHost` takes it; `identityUnit` goes into the host's `units` beside it.
 *
 * @example createHost({ …, units: [identityUnit], identity: keycloakIdentity({ url, realm: 'vmeste', clientId:
 *   'portal', gatewaySecret }) })
 */
export const keycloakIdentity =
  (options: KeycloakSettings) =>
  ({ storage, origin: portal, clock, logger, knowsRole }: IdentityParts): Promise<IdentityPort> =>
    createKeycloakIdentity({ ...options, portal, pool: storage.pool(identityUnit.id), clock, logger, knowsRole })
