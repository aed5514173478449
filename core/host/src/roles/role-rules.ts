import type { Permission } from '@vmeste/sdk'
import { knownRole } from './known-roles.ts'

/** What a role can never lose: a city whose last administrators had given it away could never take it back. */
const kept: Readonly<Record<string, readonly string[]>> = { 'city-admin': ['core.roles.read', 'core.roles.change'] }

export const isKept = (role: string, permission: string): boolean => kept[role]?.includes(permission) ?? false

/**
 * Whether a permission may be given to a role at all. Roles that everybody has get only what the module opens to them by name,
 * so that what a module forgot to say stays closed. What a guest may have, a resident may have too.
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
  isKept(role, id) || (mayHold(permission, role) && (stored ?? permission.default.includes(role)))
