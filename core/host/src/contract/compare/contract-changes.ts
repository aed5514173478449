import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../contract-of.ts'
import type { EventsContract } from '../events-contract.ts'
import { schemaMisfit } from '../fit/schema-fit.ts'
import type { JsonSchema } from '../json-schema.ts'
import type { ModuleManifest } from '../manifest.ts'
import { sdlChanges } from './sdl-changes.ts'

/** One difference between two versions of a contract; breaking when somebody who relied on the old one may notice. */
export interface Change {
  readonly file: string
  readonly breaking: boolean
  readonly text: string
}

type Named = Readonly<Record<string, unknown>>

/**
 * What has changed from one version of a module's contract to the next, and what of it breaks somebody: a field that is
 * gone, an event that promises less under the same major version, an address that a printed poster still names.
 */
export function contractChanges(before: Contract, after: Contract): Change[] {
  const json = <Value>(contract: Contract, file: string): Value => JSON.parse(contract[file] ?? '{}') as Value
  const both = <Value>(file: string): [Value, Value] => [json(before, file), json(after, file)]
  return [
    ...manifestChanges(...both<ModuleManifest>('module.json')),
    ...sdlChanges(before['schema.graphql'] ?? '', after['schema.graphql'] ?? ''),
    ...eventChanges(...both<EventsContract>('events.json')),
    ...settingChanges(...both<{ properties?: Readonly<Record<string, JsonSchema>> }>('settings.json')),
    ...nameChanges('permissions.json', 'right', ...both<Named>('permissions.json')),
    ...insideChanges(before, after),
    ...webChanges(...both<Web>('web.json')),
  ]
}

/** What is gone breaks, what is new does not. */
function nameChanges(file: string, what: string, before: Named | undefined, after: Named | undefined): Change[] {
  const gone = Object.keys(before ?? {})
    .filter((name) => !Object.hasOwn(after ?? {}, name))
    .map((name) => ({ file, breaking: true, text: `${what} ${name} is gone` }))
  return [
    ...gone,
    ...Object.keys(after ?? {})
      .filter((name) => !Object.hasOwn(before ?? {}, name))
      .map((name) => ({ file, breaking: false, text: `${what} ${name} is new` })),
  ]
}
const keyed = <Item>(items: readonly Item[] | undefined, key: (item: Item) => string): Named =>
  Object.fromEntries((items ?? []).map((item) => [key(item), item]))

function manifestChanges(before: ModuleManifest, after: ModuleManifest): Change[] {
  const file = 'module.json'
  const needs = after.requires
    .filter((each) => !before.requires.includes(each))
    .map((each) => ({ file, breaking: true, text: `it cannot be switched on without ${each} any more` }))
  return [
    ...(before.id === after.id
      ? []
      : [{ file, breaking: true, text: `the module was "${before.id}", now "${after.id}"` }]),
    ...needs,
    ...nameChanges(
      file,
      'capability',
      keyed(before.provides.flatMap(capabilityNames), String),
      keyed(after.provides.flatMap(capabilityNames), String),
    ),
    ...nameChanges(file, 'address', keyed(before.routes, routeName), keyed(after.routes, routeName)),
    ...after.uses
      .filter((each) => !before.uses.includes(each))
      .map((each) => ({ file, breaking: false, text: `it calls ${each} too: whoever installs it grants that` })),
  ]
}
const capabilityNames = ({ capability, type, views = [], events = {} }: ModuleManifest['provides'][number]): string[] =>
  [type, ...views]
    .map((each) => `${capability} by ${each}`)
    .concat(Object.entries(events).map(([name, event]) => `${capability} event ${name} = ${event}`))
const routeName = ({ method, path, permission }: ModuleManifest['routes'][number]): string =>
  `${method} ${path} (${permission ?? 'public'})`

function eventChanges(before: EventsContract, after: EventsContract): Change[] {
  const file = 'events.json'
  const less = Object.entries(before.emits).flatMap(([type, promised]): Change[] => {
    const now = after.emits[type]
    if (!now || isDeepStrictEqual(promised, now)) return []
    const reason = schemaMisfit(now, opened(promised), 'whoever heard it before')
    return [
      reason === undefined
        ? { file, breaking: false, text: `${type} promises more, or the same in other words` }
        : { file, breaking: true, text: `${type} promises less, make it a new major version: ${reason}` },
    ]
  })
  const more = after.subscribes.flatMap(({ name, schema }): Change[] => {
    const old = before.subscribes.find((each) => each.name === name)
    if (!old || isDeepStrictEqual(old.schema, schema)) return []
    const reason = schemaMisfit(old.schema, schema, name)
    return [
      reason === undefined
        ? { file, breaking: false, text: `handler ${name} asks for less, or the same in other words` }
        : { file, breaking: true, text: `handler ${name} asks for more: ${reason}` },
    ]
  })
  return [...nameChanges(file, 'event', before.emits, after.emits), ...less, ...more]
}

/** A new field breaks nobody, and a check in code cannot be compared. */
function opened(value: JsonSchema): JsonSchema {
  const open = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(open)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(
      Object.entries(each)
        .filter(([key, inner]) => key !== 'x-code' && !(key === 'additionalProperties' && inner === false))
        .map(([key, inner]) => [key, open(inner)]),
    )
  }
  return open(value) as JsonSchema
}

function settingChanges(
  { properties: before = {} }: { properties?: Readonly<Record<string, JsonSchema>> },
  { properties: after = {} }: { properties?: Readonly<Record<string, JsonSchema>> },
): Change[] {
  const narrower = Object.entries(before).flatMap(([name, schema]): Change[] => {
    const reason = after[name] && schemaMisfit(schema, after[name], name)
    return reason
      ? [
          {
            file: 'settings.json',
            breaking: true,
            text: `setting ${name} takes less: a city may have set what it refuses now`,
          },
        ]
      : []
  })
  return [...nameChanges('settings.json', 'setting', before, after), ...narrower]
}

/** Its tables are its own: nobody else reads them. */
const insideChanges = (before: Contract, after: Contract): Change[] =>
  before['tables.json'] === after['tables.json']
    ? []
    : [{ file: 'tables.json', breaking: false, text: 'what it keeps has changed' }]

interface Web {
  readonly routes?: readonly { path: string }[]
  readonly publicPages?: readonly { path: string }[]
  readonly slots?: { readonly offers?: readonly string[] }
}
const webChanges = (before: Web, after: Web): Change[] => [
  ...nameChanges(
    'web.json',
    'page',
    keyed(before.routes, ({ path }) => path),
    keyed(after.routes, ({ path }) => path),
  ),
  ...nameChanges(
    'web.json',
    'public page',
    keyed(before.publicPages, ({ path }) => path),
    keyed(after.publicPages, ({ path }) => path),
  ),
  ...nameChanges('web.json', 'slot', keyed(before.slots?.offers, String), keyed(after.slots?.offers, String)),
]

/** Whether a version says that something may break: the first number that is not 0 has grown. */
export function allowsBreaking(before: string, after: string): boolean {
  const [old, now] = [before, after].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)))
  const first = old!.findIndex((part) => part > 0)
  const decisive = Math.min(first < 0 ? 2 : first, 2)
  return now!
    .slice(0, decisive + 1)
    .some((part, index) => part > old![index]! && now!.slice(0, index).every((each, at) => each === old![at]))
}
