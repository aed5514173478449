import type { ClientMetadata } from 'oidc-provider'
import { gatewayClient } from '../../shared/tokens/city-roles.ts'
import { portalClient, redirectPath } from '../options/embedded-options.ts'

/** Exactly one address to return to: no wildcard, nothing a stranger could point elsewhere. */
export const realmClients = (origin: string, gatewaySecret: string): ClientMetadata[] => [
  {
    client_id: portalClient,
    token_endpoint_auth_method: 'none',
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${origin}${redirectPath}`],
    post_logout_redirect_uris: [`${origin}${redirectPath}`],
  },
  {
    // whom tokens are for; it gets none itself and only asks whether one is still good
    client_id: gatewayClient,
    client_secret: gatewaySecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [],
    response_types: [],
    redirect_uris: [],
  },
]
