import { load } from 'js-yaml'

/** One package that comes with the platform. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  /** Made for one system or processor: which of them are installed depends on the machine. */
  readonly platform: boolean
}

type Dependencies = Readonly<Record<string, { readonly version: string }>>
interface Importer {
  readonly dependencies?: Dependencies
  readonly optionalDependencies?: Dependencies
}
interface Snapshot {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface Lockfile {
  readonly importers: Readonly<Record<string, Importer>>
  readonly packages: Readonly<
    Record<string, { readonly os?: unknown; readonly cpu?: unknown; readonly libc?: unknown }>
  >
  readonly snapshots: Readonly<Record<string, Snapshot>>
}

/** Measuring and testing are not part of what a city gets. */
const leftOut = new Set(['bench', 'core/testkit'])

/**
 * Every package that an installation gets, by name and version.
 *
 * @param text of `pnpm-lock.yaml`
 */
export function lockedPackages(text: string): readonly LockedPackage[] {
  const { importers, packages, snapshots } = load(text) as Lockfile
  const taken = new Set<string>()
  const follow = (key: string): void => {
    if (taken.has(key)) return
    taken.add(key)
    const snapshot = snapshots[key]
    if (!snapshot) throw new Error(`pnpm-lock.yaml speaks of ${key} and does not have it`)
    for (const [name, version] of Object.entries({ ...snapshot.dependencies, ...snapshot.optionalDependencies }))
      follow(keyOf(name, version, snapshots))
  }
  for (const [folder, { dependencies, optionalDependencies }] of Object.entries(importers)) {
    if (leftOut.has(folder)) continue
    for (const [name, { version }] of Object.entries({ ...dependencies, ...optionalDependencies })) {
      if (!version.startsWith('link:')) follow(keyOf(name, version, snapshots))
    }
  }
  const found = new Map<string, LockedPackage>()
  for (const key of taken) {
    const id = withoutPeers(key),
      at = id.lastIndexOf('@')
    const { os, cpu, libc } = packages[id] ?? {}
    found.set(id, { name: id.slice(0, at), version: id.slice(at + 1), platform: [os, cpu, libc].some(Boolean) })
  }
  return [...found.values()].sort((a, b) =>
    a.name === b.name ? compare(a.version, b.version) : compare(a.name, b.name),
  )
}

/** By code unit: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** `vue-router@5.5.1(vue@3.5.45)` → `vue-router@5.5.1`. */
const withoutPeers = (key: string): string => key.replace(/\(.*$/s, '')
/** Another name for a package is locked as `other@1.0.0`. */
const keyOf = (name: string, version: string, snapshots: Lockfile['snapshots']): string =>
  version in snapshots ? version : `${name}@${version}`
