import type { City } from '@vmeste/sdk'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'

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
  /** What holders of these roles may do here. */
  permissionsOf(roles: Iterable<string>): ReadonlySet<string>
}

export interface CityRows {
  readonly city: City & { readonly revision: number; readonly host: string | null }
  readonly modules: readonly { readonly module: string; readonly enabled: boolean; readonly settings: Record<string, unknown> }[]
  /** The city's own changes to the default mapping of roles to permissions. */
  readonly grants: readonly { readonly role: string; readonly permission: string; readonly granted: boolean }[]
}

export function makeSnapshot({ city, modules, grants }: CityRows, registry: PluginRegistry): CitySnapshot {
  const enabled = new Set(modules.filter((row) => row.enabled && registry.installed.has(row.module)).map((row) => row.module).sort())
  const settings = new Map(modules.map((row) => [row.module, Object.freeze(row.settings)]))
  const holders = holdersOfPermissions(registry, enabled, grants)
  const { revision, host: _host, ...plain } = city
  return Object.freeze({
    city: Object.freeze(plain), revision, enabled, enabledKey: [...enabled].join('+'),
    settingsOf: (module: string) => settings.get(module) ?? {},
    permissionsOf: memoised((roles) => new Set([...roles].flatMap((role) => [...holders.get(role) ?? []]))),
  })
}

function holdersOfPermissions(registry: PluginRegistry, enabled: ReadonlySet<string>, grants: CityRows['grants']): Map<string, Set<string>> {
  const byRole = new Map<string, Set<string>>()
  const of = (role: string): Set<string> => byRole.get(role) ?? byRole.set(role, new Set()).get(role)!
  for (const plugin of registry.activeIn(enabled)) {
    for (const [permission, { default: roles }] of Object.entries(plugin.permissions ?? {})) {
      for (const role of roles) of(role).add(permission)
    }
  }
  for (const { role, permission, granted } of grants) {
    if (granted) of(role).add(permission)
    else of(role).delete(permission)
  }
  return byRole
}

/** The same few combinations of roles come with every request. */
function memoised(compute: (roles: Iterable<string>) => ReadonlySet<string>): (roles: Iterable<string>) => ReadonlySet<string> {
  const seen = new Map<string, ReadonlySet<string>>()
  return (roles) => {
    const key = [...roles].sort().join(' ')
    const hit = seen.get(key)
    if (hit) return hit
    const made = compute(key === '' ? [] : key.split(' '))
    if (seen.size < 500) seen.set(key, made)
    return made
  }
}
