import { gatewayClient } from '../../shared/tokens/city-roles.ts'
import { withIncluded } from '../../../roles/known-roles.ts'
import type { Account } from '../accounts/account-store.ts'

/** The cities of an account as Keycloak's organisations write them: alias → id and roles of the client. */
function organization(account: Account): Record<string, unknown> {
  const cities = Map.groupBy(account.city_roles, ({ city }) => city)
  return Object.fromEntries(
    [...cities].map(([city, roles]) => [
      city,
      { id: city, resource_access: { [gatewayClient]: { roles: withIncluded(roles.map(({ role }) => role)) } } },
    ]),
  )
}

/** Claims about who somebody is, the same in the access token, the ID token and the user info. */
export const profileClaims = (account: Account) => ({
  preferred_username: account.username,
  name: `${account.given_name} ${account.family_name}`.trim(),
  given_name: account.given_name,
  family_name: account.family_name,
  ...(account.email ? { email: account.email, email_verified: account.email_verified } : {}),
})

/** Claims about what somebody may do. Everybody is a resident first. */
export const rightsClaims = (account: Account) => ({
  realm_access: { roles: [...new Set(['citizen', ...account.realm_roles])] },
  identity_assurance: account.assurance,
  ...(account.city_roles.length > 0 ? { organization: organization(account) } : {}),
})

/** The whole body of an access token but its times and its id, in the shape Keycloak gives it. */
export const accessClaims = (
  account: Account,
  token: { azp: string; sid?: string; scope: string; authTime?: number; acr?: string; origin: string },
) => ({
  typ: 'Bearer',
  azp: token.azp,
  aud: [gatewayClient, 'account'],
  acr: token.acr ?? '1',
  scope: token.scope,
  'allowed-origins': [token.origin],
  ...(token.sid ? { sid: token.sid } : {}),
  ...(token.authTime ? { auth_time: token.authTime } : {}),
  ...rightsClaims(account),
  ...profileClaims(account),
})
