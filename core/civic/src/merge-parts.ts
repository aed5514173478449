import { mergeResolvers, VmesteError, z, type PluginDefinition } from '@vmeste/sdk'
import type { Part } from './part.ts'

type Merged = Pick<
  PluginDefinition,
  'permissions' | 'emits' | 'subscribes' | 'jobs' | 'routes' | 'services' | 'settings' | 'personalData' | 'graph'
> & { readonly storage: Pick<NonNullable<PluginDefinition['storage']>, 'entities' | 'migrations' | 'lends'> }

/**
 * Puts parts together into one definition. Migrations run in the order of their names, whichever part they stand in.
 * @throws VmesteError `VMESTE_CIVIC_PART_CLASH` when two parts give the same thing
 */
export function mergeParts(parts: readonly Part[]): Merged {
  const migrations = parts.flatMap((part) => part.migrations ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))
  once(
    'migration',
    migrations.map((migration) => migration.name),
  )
  return {
    permissions: mergeRecords(
      'permission',
      parts.map((part) => part.permissions),
    ),
    emits: mergeRecords(
      'event',
      parts.map((part) => part.emits),
    ),
    jobs: mergeRecords(
      'job',
      parts.map((part) => part.jobs),
    ),
    settings: z.object(
      mergeRecords(
        'setting',
        parts.map((part) => part.settings?.shape),
      ),
    ),
    subscribes: parts.flatMap((part) => part.subscribes ?? []),
    routes: parts.flatMap((part) => part.routes ?? []),
    personalData: parts.flatMap((part) => part.personalData ?? []),
    graph: { typeDefs: parts.map((part) => part.typeDefs ?? '').join('\n'), resolvers: resolversOf(parts) },
    storage: {
      entities: parts.flatMap((part) => part.entities ?? []),
      migrations,
      lends: parts.flatMap((part) => part.lends ?? []),
    },
    services: (scope) => {
      for (const part of parts) part.services?.(scope)
    },
  }
}

const resolversOf = (parts: readonly Part[]) =>
  mergeResolvers(
    parts.map((part) => part.resolvers ?? {}),
    (type, field = '') => clash(`resolver of ${type}`, field),
  )

function mergeRecords<Value>(
  what: string,
  records: readonly (Readonly<Record<string, Value>> | undefined)[],
): Record<string, Value> {
  const entries = records.flatMap((record) => Object.entries(record ?? {}))
  once(
    what,
    entries.map(([name]) => name),
  )
  return Object.fromEntries(entries)
}

function once(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw clash(what, twice)
}

const clash = (what: string, name: string): VmesteError =>
  new VmesteError(
    'VMESTE_CIVIC_PART_CLASH',
    `two parts of the civic services give the ${what} ${name}: rename one of them`,
  )
