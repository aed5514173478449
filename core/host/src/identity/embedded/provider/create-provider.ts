import Provider from 'oidc-provider'
import { describeError } from '../../../log/describe-error.ts'
import type { IdentityLogger } from '../../shared/port/identity-logger.ts'
import { realmPath } from '../options/embedded-options.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'
import { useRefreshToken } from '../storage/refresh-chains.ts'
import { providerConfiguration, type ProviderParts } from './provider-configuration.ts'
import { wrapRefreshTokens } from './refresh-token-jwt.ts'

/** The provider of the realm, ready to answer. */
export function createProvider(
  parts: ProviderParts & { refreshKey: Buffer; ended: EndedSessions; logger: IdentityLogger },
): Provider {
  const issuer = `${parts.origin}${realmPath}`
  const provider = new Provider(issuer, providerConfiguration(parts))
  // addresses come from the platform's public origin, which the realm's router writes into every request
  provider.proxy = true
  wrapRefreshTokens(provider, { issuer, key: parts.refreshKey, use: (use) => useRefreshToken(parts.db, use) })
  provider.on('end_session.success', (ctx) => {
    if (ctx.oidc.session?.uid)
      parts.ended.end([ctx.oidc.session.uid]).catch((error: unknown) => {
        parts.logger.error({ error: describeError(error) }, 'other hosts could not be told of a sign-out')
      })
  })
  provider.on('server_error', (_ctx, error) => {
    parts.logger.error({ error: describeError(error) }, 'the identity provider failed')
  })
  return provider
}
