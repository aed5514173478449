/** The client whose roles are the coarse roles of a city. */
export const gatewayClient = 'gateway'

const slug = /^[a-z0-9][a-z0-9-]{0,62}$/
const none: ReadonlySet<string> = new Set()
/** No city has more; a longer list is not a list of roles. */
const maxRoles = 64

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && !Array.isArray(holder) && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined

/** Strings of a role list; anything else in it, or instead of it, gives nothing. */
export function roleSet(roles: unknown): ReadonlySet<string> {
  if (!Array.isArray(roles) || roles.length === 0 || roles.length > maxRoles) return none
  return new Set(
    roles.filter((role): role is string => typeof role === 'string' && role.length > 0 && role.length <= 64),
  )
}

/** Roles of the whole platform, `realm_access.roles`. */
export const realmRoles = (claims: unknown): ReadonlySet<string> => roleSet(own(own(claims, 'realm_access'), 'roles'))

/**
 * Roles in one city: `organization.<slug>.resource_access.gateway.roles`, and nothing else. Keycloak writes the claim
 * as an array of aliases when it is not told to add roles: an array is no rights.
 */
export function cityRoles(claims: unknown, citySlug: string): ReadonlySet<string> {
  if (!slug.test(citySlug)) return none
  const city = own(own(claims, 'organization'), citySlug)
  return roleSet(own(own(own(city, 'resource_access'), gatewayClient), 'roles'))
}
