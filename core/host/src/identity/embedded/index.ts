/** The public entry of `@vmeste/host/embedded-identity`. */
import type { IdentityParts } from '../shared/port/identity-parts.ts'
import type { IdentityPort } from '../shared/port/identity-port.ts'
import { createEmbeddedIdentity } from './create-embedded-identity.ts'
import type { EmbeddedIdentityOptions } from './options/embedded-options.ts'
import { secondFactorAdmin } from './second-factor-admin.ts'
import { identityUnit } from '../shared/tables/identity-unit.ts'

export { createEmbeddedIdentity, identityUnit, secondFactorAdmin }
export type { EmbeddedIdentityOptions }

/**
 * The embedded provider as `createHost` takes it; `identityUnit` goes into the host's `units` beside it.
 *
 * @example createHost({ …, units: [identityUnit], identity: embeddedIdentity({ mail }) })
 */
export const embeddedIdentity =
  (options: Pick<EmbeddedIdentityOptions, 'mail' | 'demonstrationAccounts'>) =>
  ({ storage, origin, logger, clock, cityOf, ...parts }: IdentityParts): Promise<IdentityPort> =>
    createEmbeddedIdentity({
      pool: storage.pool(identityUnit.id),
      origin,
      logger,
      clock,
      cityOf,
      key: (purpose) => parts.key(purpose),
      ...options,
    })
