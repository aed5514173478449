import type { Permission, Text } from '@vmeste/sdk'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { knownRoles } from './known-roles.ts'
import { holds } from './role-rules.ts'

/** What a city has decided of one permission of one role; where there is nothing, the module's default holds. */
export interface GrantRow {
  readonly role: string
  readonly permission: string
  readonly granted: boolean
}
/** A role that a city has added. */
export interface OwnRoleRow {
  readonly code: string
  readonly title: Text
  readonly retired: boolean
}

export interface CityRole {
  readonly code: string
  readonly title: Text
  /** Nothing for a city's own role: its title says it. */
  readonly summary: Text | undefined
  readonly own: boolean
  readonly everybody: boolean
  readonly includes: readonly string[]
}

/** Roles of a city and what they may do there: part of its snapshot, and as frozen. */
export interface RolesOfCity {
  /** Those every city has, then the city's own; a retired one is not there. */
  readonly all: readonly CityRole[]
  find(code: string): CityRole | undefined
  /** What the city itself has decided, of modules that are off too. */
  stored(role: string): ReadonlyMap<string, boolean>
  /** What holders of these roles may do; a role the city does not know gives nothing. */
  permissionsOf(roles: Iterable<string>): ReadonlySet<string>
  /** Whether anybody could hold this permission now: one of a module that is off is nobody's. */
  inForce(permission: string): boolean
}

const none: ReadonlyMap<string, boolean> = new Map()

export function rolesOfCity(
  { grants, own }: { readonly grants: readonly GrantRow[]; readonly own: readonly OwnRoleRow[] },
  registry: PluginRegistry,
  enabled: ReadonlySet<string>,
): RolesOfCity {
  const all = Object.freeze([
    ...knownRoles.map(({ code, title, summary, everybody = false, includes = [] }): CityRole =>
      Object.freeze({ code, title, summary, own: false, everybody, includes }),
    ),
    ...own
      .filter(({ retired }) => !retired)
      .map(({ code, title }): CityRole =>
        Object.freeze({ code, title, summary: undefined, own: true, everybody: false, includes: [] }),
      ),
  ])
  const byCode = new Map(all.map((role) => [role.code, role]))
  const stored = new Map(
    [...Map.groupBy(grants, ({ role }) => role)].map(([role, rows]) => [
      role,
      new Map(rows.map(({ permission, granted }) => [permission, granted])),
    ]),
  )
  const declared: readonly [string, Permission][] = registry
    .activeIn(enabled)
    .flatMap((plugin) => Object.entries(plugin.permissions ?? {}))
  const inForce = new Set(declared.map(([id]) => id))
  const held = new Map(
    all.map(({ code }) => [
      code,
      declared.filter(([id, permission]) => holds(code, id, permission, stored.get(code)?.get(id))).map(([id]) => id),
    ]),
  )
  return Object.freeze({
    all,
    find: (code: string) => byCode.get(code),
    stored: (role: string) => stored.get(role) ?? none,
    permissionsOf: memoised(held),
    inForce: (permission: string) => inForce.has(permission),
  })
}

/** Roles that somebody may be given in this city: all but those that everybody has. */
export const rolesToGive = ({ all }: RolesOfCity): readonly CityRole[] => all.filter(({ everybody }) => !everybody)

/** The same few combinations of roles come with every request. */
function memoised(held: ReadonlyMap<string, readonly string[]>): RolesOfCity['permissionsOf'] {
  const seen = new Map<string, ReadonlySet<string>>()
  return (roles) => {
    const known = [...roles].filter((role) => held.has(role)).sort() // a code has no space, so none can hide in another
    const key = known.join(' ')
    const hit = seen.get(key)
    if (hit) return hit
    const made: ReadonlySet<string> = new Set(known.flatMap((role) => held.get(role)!))
    if (seen.size < 500) seen.set(key, made)
    return made
  }
}
