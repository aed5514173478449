import { errors, interactionPolicy, type Configuration } from 'oidc-provider'
import type { AccountStore } from '../accounts/account-store.ts'
import type { PrivateJwk } from '../keys/signing-keys.ts'
import { lifetimes, oidcPath, portalClient, realmPath } from '../options/embedded-options.ts'
import { PostgresAdapter } from '../storage/postgres-adapter.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { accessClaims, profileClaims } from './account-claims.ts'
import { realmClients } from './clients.ts'
import { grantOf } from './first-party-grant.ts'
import { realmScope, resource } from './realm-scope.ts'
import type { ProviderPages } from './provider-pages.ts'

export interface ProviderParts {
  readonly origin: string
  readonly db: IdentityDb
  readonly accounts: AccountStore
  readonly keys: readonly PrivateJwk[]
  readonly cookieKeys: readonly string[]
  readonly gatewaySecret: string
  readonly pages: ProviderPages
}

function policy() {
  const prompts = interactionPolicy.base()
  // Keycloak's `registrations` address; the same request, another page first
  prompts.add(new interactionPolicy.Prompt({ name: 'create', requestable: true }), 0)
  // the portal is our own: nobody is asked whether the city may know what the city knows
  prompts.remove('consent')
  return prompts
}

/** oidc-provider told to speak Keycloak: its addresses, its claims, its habits. */
export const providerConfiguration = ({
  origin,
  db,
  accounts,
  keys,
  cookieKeys,
  gatewaySecret,
  pages,
}: ProviderParts): Configuration => ({
  adapter: (name) => new PostgresAdapter(db, name),
  clients: realmClients(origin, gatewaySecret),
  jwks: { keys: [...keys] },
  routes: {
    authorization: `${oidcPath}/auth`,
    token: `${oidcPath}/token`,
    userinfo: `${oidcPath}/userinfo`,
    jwks: `${oidcPath}/certs`,
    end_session: `${oidcPath}/logout`,
    introspection: `${oidcPath}/token/introspect`,
    revocation: `${oidcPath}/revoke`,
  },
  cookies: {
    keys: cookieKeys,
    names: { session: 'VMESTE_SESSION', interaction: 'VMESTE_SIGN_IN', resume: 'VMESTE_RESUME' },
    long: { signed: true, httpOnly: true, sameSite: 'lax', path: realmPath },
    short: { signed: true, httpOnly: true, sameSite: 'lax' },
  },
  scopes: realmScope.split(' '),
  claims: {
    openid: ['sub', 'typ', 'azp', 'sid', 'auth_time', 'acr'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username'],
    email: ['email', 'email_verified'],
  },
  conformIdTokenClaims: false, // Keycloak puts the profile into the ID token
  extraParams: ['kc_action', 'city'],
  pkce: { required: () => true },
  interactions: { policy: policy(), url: (_ctx, interaction) => `${realmPath}/login-actions/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    introspection: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: pages.logout, postLogoutSuccessSource: pages.loggedOut },
    resourceIndicators: {
      // the only way to access tokens that are JWTs
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, indicator) => {
        if (indicator !== resource) throw new errors.InvalidTarget()
        return {
          scope: realmScope,
          audience: 'gateway',
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetimes.access,
          jwt: { sign: { alg: 'RS256' } },
        }
      },
    },
  },
  formats: {
    customizers: {
      jwt: async (ctx, token, jwt) => {
        const account = token.kind === 'AccessToken' ? await accounts.byId(token.accountId) : undefined
        if (!account?.enabled || token.kind !== 'AccessToken') throw new errors.InvalidGrant('account is gone')
        const source = ctx.oidc.entities.RefreshToken ?? ctx.oidc.entities.AuthorizationCode
        const { client_id: _, ...payload } = jwt.payload
        jwt.payload = {
          ...payload,
          ...accessClaims(account, {
            azp: token.clientId ?? portalClient,
            scope: source?.scope ?? 'openid',
            origin,
            ...(token.sessionUid ? { sid: token.sessionUid } : {}),
            ...(source?.authTime ? { authTime: source.authTime } : {}),
            ...(source?.acr ? { acr: source.acr } : {}),
          }),
        }
      },
    },
  },
  findAccount: async (ctx, id, token) => {
    const account = await accounts.byId(id)
    if (!account?.enabled) return undefined
    const acr = (token && 'acr' in token ? token.acr : undefined) ?? ctx.oidc.session?.acr ?? '1'
    const sid = token && 'sessionUid' in token ? token.sessionUid : ctx.oidc.session?.uid
    return {
      accountId: id,
      claims: async (use) => ({
        sub: id,
        ...profileClaims(account),
        ...(use === 'id_token' ? { typ: 'ID', azp: ctx.oidc.client?.clientId, acr, ...(sid ? { sid } : {}) } : {}),
      }),
    }
  },
  loadExistingGrant: grantOf,
  // Keycloak gives one without offline_access
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: async () => true,
  ttl: {
    AccessToken: lifetimes.access,
    IdToken: lifetimes.access,
    RefreshToken: lifetimes.refreshIdle,
    AuthorizationCode: lifetimes.code,
    Session: lifetimes.session,
    Grant: lifetimes.session,
    Interaction: lifetimes.interaction,
  },
  clientBasedCORS: (_ctx, from) => from === origin,
  renderError: pages.error,
})
