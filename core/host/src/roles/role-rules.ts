import type { Permission } from '@vmeste/sdk'
import { knownRole } from './known-roles.ts'

/**
 * Rights of whoever runs the platform: held by the realm's role `platform-admin` in every city's graph, and by no role
 * of a city. They show how the installation is and change nothing in a city.
 */
export const platformPermissions: ReadonlySet<string> = new Set(['core.platform.read', 'core.platform.act'])

/** What somebody's roles of the whole platform let them do. */
export const permissionsOfRealm = (realmRoles: ReadonlySet<string>): ReadonlySet<string> =>
  realmRoles.has('platform-admin') ? platformPermissions : none
const none: ReadonlySet<string> = new Set()

/** What a role can never lose: a city whose last administrators had given it away could never take it back. */
const kept: Readonly<Record<string, readonly string[]>> = { 'city-admin': ['core.roles.read', 'core.roles.change'] }

export const isKept = (role: string, permission: string): boolean => kept[role]?.includes(permission) ?? false

/**
 * Whether a permission may be given to a role at all. Roles that everybody has get only what the module opens to them
 * by name, so that what a module forgot to say stays closed. What a guest may have, a resident may have too.
 */
export function mayHold({ default: roles, openTo }: Permission, role: string): boolean {
  if (!knownRole(role)?.everybody) return true
  return [role, 'guest'].some((each) => each === openTo || roles.includes(each))
}

/**
 * Whether a role holds a permission.
 *
 * @param stored what the city has decided, where it has
 */
export const holds = (role: string, id: string, permission: Permission, stored: boolean | undefined): boolean =>
  !platformPermissions.has(id) &&
  (isKept(role, id) || (mayHold(permission, role) && (stored ?? permission.default.includes(role))))
