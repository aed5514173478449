/** The public entry of `@vmeste/host/keycloak-identity`. */
import type { IdentityParts } from '../../create-host.ts'
import type { IdentityPort } from '../identity-port.ts'
import { adminApi, AdminRefusal } from './admin/admin-api.ts'
import { createKeycloakIdentity, type KeycloakIdentityOptions } from './create-keycloak-identity.ts'

export { adminApi, AdminRefusal, createKeycloakIdentity }
export type { AdminApi } from './admin/admin-api.ts'
export type { KeycloakIdentityOptions }

/**
 * A Keycloak that stands elsewhere, as `createHost` takes it.
 *
 * @example createHost({ …, identity: keycloakIdentity({ url, realm: 'vmeste', clientId: 'portal', gatewaySecret }) })
 */
export const keycloakIdentity = (options: Omit<KeycloakIdentityOptions, 'clock' | 'knowsRole'>) =>
  async ({ clock, knowsRole }: IdentityParts): Promise<IdentityPort> => createKeycloakIdentity({ ...options, clock, knowsRole })
