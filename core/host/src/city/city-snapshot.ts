import type { City } from '@vmeste/sdk'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { rolesOfCity, type GrantRow, type OwnRoleRow, type RolesOfCity } from '../roles/roles-of-city.ts'

/**
 * Everything that decides what a city has right now: frozen, taken once per request.
 * Graph, routes, events, jobs, menus and settings all read this one object, so there is one gate and nothing to forget.
 */
export interface CitySnapshot {
  readonly city: City
  readonly revision: number
  /** Ids of the modules that are on. Always-on units (`core`, `civic`) are not among them. */
  readonly enabled: ReadonlySet<string>
  /** Cities with the same set share one composed graph. */
  readonly enabledKey: string
  /** Stored settings of a module; validated by its schema where they are used. */
  settingsOf(module: string): Readonly<Record<string, unknown>>
  /** Roles of the city, its own among them, and what their holders may do here. */
  readonly roles: RolesOfCity
}

export interface CityRows {
  readonly city: City & { readonly revision: number; readonly host: string | null }
  readonly modules: readonly {
    readonly module: string
    readonly enabled: boolean
    readonly settings: Record<string, unknown>
  }[]
  /** The city's own changes to the default mapping of roles to permissions. */
  readonly grants: readonly GrantRow[]
  readonly ownRoles: readonly OwnRoleRow[]
}

export function makeSnapshot({ city, modules, grants, ownRoles }: CityRows, registry: PluginRegistry): CitySnapshot {
  const enabled = new Set(
    modules
      .filter((row) => row.enabled && registry.installed.has(row.module))
      .map((row) => row.module)
      .sort(),
  )
  const settings = new Map(modules.map((row) => [row.module, Object.freeze(row.settings)]))
  const { revision, host: _host, ...plain } = city
  return Object.freeze({
    city: Object.freeze(plain),
    revision,
    enabled,
    enabledKey: [...enabled].join('+'),
    settingsOf: (module: string) => settings.get(module) ?? {},
    roles: rolesOfCity({ grants, own: ownRoles }, registry, enabled),
  })
}
