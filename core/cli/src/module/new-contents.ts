import type { PackageContents } from './package-contents.ts'

/**
 * What a version gets that the one before had not: the same description with everything left out that stood there
 * already. A handler that reads more fields of the same event shows those.
 */
export function newContents(now: PackageContents, before: PackageContents): PackageContents {
  const { manifest, events, permissions, web } = now
  const missing = <T>(
    all: readonly T[],
    had: readonly T[],
    key: (each: T) => string = (each) => JSON.stringify(each),
  ): T[] => {
    const known = new Set(had.map(key))
    return all.filter((each) => !known.has(key(each)))
  }
  const heard = (each: PackageContents['events']['subscribes'][number]): string =>
    JSON.stringify([each.type ?? '', each.each ?? ''])
  const fieldsOf = (of: PackageContents, key: string): Set<string> =>
    new Set(
      of.events.subscribes
        .filter((each) => heard(each) === key)
        .flatMap(({ schema }) => Object.keys(schema.properties ?? {})),
    )
  const subscribes = events.subscribes.flatMap((each) => {
    const key = heard(each)
    const known = before.events.subscribes.some((one) => heard(one) === key) ? fieldsOf(before, key) : undefined
    const properties = Object.fromEntries(
      Object.entries(each.schema.properties ?? {}).filter(([field]) => !known?.has(field)),
    )
    return known && Object.keys(properties).length === 0 ? [] : [{ ...each, schema: { ...each.schema, properties } }]
  })
  const personalOf = ({ manifest: { personalData } }: PackageContents): Set<string> =>
    new Set(personalData.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)))
  const knownPersonal = personalOf(before)
  return {
    manifest: {
      ...manifest,
      requires: missing(manifest.requires, before.manifest.requires),
      uses: missing(manifest.uses, before.manifest.uses),
      personalData: manifest.personalData
        .map((each) => ({
          ...each,
          columns: each.columns.filter((column) => !knownPersonal.has(`${each.table}.${column}`)),
        }))
        .filter(({ columns }) => columns.length > 0),
      jobs: missing(manifest.jobs, before.manifest.jobs),
      routes: missing(manifest.routes, before.manifest.routes),
    },
    events: {
      emits: Object.fromEntries(Object.entries(events.emits).filter(([type]) => !(type in before.events.emits))),
      subscribes,
    },
    tables: missing(now.tables, before.tables),
    lends: Object.fromEntries(
      Object.entries(now.lends).map(([port, functions]) => [port, missing(functions, before.lends[port] ?? [])]),
    ),
    permissions: Object.fromEntries(
      Object.entries(permissions).filter(([id, { default: roles, openTo }]) => {
        const had = before.permissions[id]
        return !had || had.openTo !== openTo || roles.some((role) => !had.default.includes(role))
      }),
    ),
    secrets: Math.max(now.secrets - before.secrets, 0),
    web: {
      menu: web.menu.slice(Math.min(before.web.menu.length, web.menu.length)),
      publicPages: missing(web.publicPages, before.web.publicPages),
      ...(web.slots ? { slots: { ...web.slots, fills: missing(web.slots.fills, before.web.slots?.fills ?? []) } } : {}),
    },
  }
}
