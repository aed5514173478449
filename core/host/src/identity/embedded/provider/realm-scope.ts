/**
 * What a token of the realm carries. Keycloak adds a client's default scopes to every request, oidc-provider only what
 * was asked.
 */
export const realmScope = 'openid profile email roles organization'

/** The one resource server behind the realm; tokens for it are JWTs. */
export const resource = 'urn:vmeste:gateway'

/**
 * A request for `openid` becomes one for everything the realm gives by default. Anything else in it is left as it is.
 */
export function withDefaultScopes(scope: string | null): string {
  const asked = new Set((scope ?? '').split(' ').filter(Boolean))
  if (asked.has('openid')) for (const given of realmScope.split(' ')) asked.add(given)
  return [...asked].join(' ')
}
