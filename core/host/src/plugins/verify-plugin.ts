import { Kind, parse } from 'graphql'
import { langs, VmesteError, type Plugin, type Text } from '@vmeste/sdk'
import { createRequire } from 'node:module'
import { guardOf, roots } from './field-guards.ts'
import { settingFault, settingTexts } from '../settings/check-settings.ts'

type Check = (plugin: Plugin, others: readonly Plugin[]) => void
/** What a module says of itself, in its code and in its `contract/module.json` alike. */
type Named = Pick<Plugin, 'id' | 'engine' | 'title' | 'summary'>
type NameCheck = (module: Named, others: readonly Pick<Named, 'id'>[]) => void

const sdkVersion = (createRequire(import.meta.url)('@vmeste/sdk/package.json') as { version: string }).version
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const reserved = new Set(['core', 'civic', 'identity', 'public', 'information-schema', 'graphile-worker', 'units'])

/** Before a line of the module has run. */
const nameChecks: readonly NameCheck[] = [
  function idIsKebab(module) {
    if (!kebab.test(module.id) || reserved.has(module.id))
      throw new VmesteError(
        'VMESTE_PLUGIN_ID',
        `"${module.id}" cannot be a module's id: use kebab case, and no name of the platform's own`,
      )
  },
  function idIsUnique(module, others) {
    if (others.some((other) => other.id === module.id))
      throw new VmesteError(
        'VMESTE_PLUGIN_TWICE',
        `Two installed packages call themselves "${module.id}"; remove one from plugins.config.json`,
      )
  },
  function fitsTheEngine(module) {
    const wanted = /^\^?(\d+)(?:\.(\d+))?/.exec(module.engine)
    const [major = 0, minor = 0] = sdkVersion.split('.').map(Number)
    // before 1.0 every minor may break what came before, as semver has it
    const fits =
      wanted &&
      Number(wanted[1]) === major &&
      (major === 0 ? Number(wanted[2] ?? 0) === minor : Number(wanted[2] ?? 0) <= minor)
    if (!fits) {
      throw new VmesteError(
        'VMESTE_PLUGIN_ENGINE_MISMATCH',
        `Module "${module.id}" needs engine ${module.engine}, this is ${sdkVersion}; install a version of the module made for it`,
      )
    }
  },
  function isTitled(module) {
    requireTexts(module.id, { title: module.title, summary: module.summary })
  },
]

/** In order: what later checks rely on comes first, and the first failure is the one worth reading. */
const checks: readonly Check[] = [
  function isPlugin(plugin) {
    if (plugin?.vmeste !== 'plugin@1')
      throw new VmesteError(
        'VMESTE_PLUGIN_NOT_ONE',
        'A package in plugins.config.json has no default export made by definePlugin()',
      )
  },
  ...nameChecks,
  function settingsFitTheForm(plugin) {
    const fault = settingFault(plugin.settings)
    if (fault) throw new VmesteError('VMESTE_PLUGIN_SETTINGS', `Module "${plugin.id}": ${fault}`)
  },
  function hasTexts(plugin) {
    requireTexts(plugin.id, {
      ...Object.fromEntries(Object.entries(plugin.permissions ?? {}).map(([id, p]) => [`permission ${id}`, p.title])),
      ...settingTexts(plugin),
    })
  },
  function namesItsOwn(plugin) {
    for (const name of [...Object.keys(plugin.permissions ?? {}), ...Object.keys(plugin.emits ?? {})]) {
      if (!name.startsWith(`${plugin.id}.`))
        throw new VmesteError(
          'VMESTE_PLUGIN_FOREIGN_NAME',
          `Module "${plugin.id}" declares "${name}"; its permissions and events start with "${plugin.id}."`,
        )
    }
    for (const type of Object.keys(plugin.emits ?? {})) {
      if (!/@\d+$/.test(type))
        throw new VmesteError(
          'VMESTE_EVENT_NAME',
          `Event "${type}" of module "${plugin.id}" ends with no major version (@1)`,
        )
    }
  },
  function guardsItsFields(plugin) {
    for (const definition of parse(plugin.graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true })
      .definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION || !roots.has(definition.name.value)) continue
      for (const field of definition.fields ?? []) guardOf(plugin, definition.name.value, field)
    }
  },
  function providesWhatItHas(plugin) {
    const types = typesWithId(plugin)
    for (const { name, type, views = [], events = {} } of plugin.provides ?? []) {
      if (!/@\d+$/.test(name))
        throw new VmesteError(
          'VMESTE_CAPABILITY_NAME',
          `Module "${plugin.id}" provides "${name}"; a capability's name ends with its major version (@1)`,
        )
      for (const each of [type, ...views])
        if (!types.has(each))
          throw new VmesteError(
            'VMESTE_CAPABILITY_TYPE',
            `Module "${plugin.id}" provides "${name}" by "${each}", which its SDL does not declare with an "id"`,
          )
      for (const event of Object.values(events))
        if (!plugin.emits?.[event])
          throw new VmesteError(
            'VMESTE_CAPABILITY_EVENT',
            `Module "${plugin.id}" gives "${name}" the event "${event}", which is not in its "emits"`,
          )
    }
  },
  function keepsToItsSchema(plugin) {
    const { storage } = plugin
    if (!storage) return
    if (storage.schema !== plugin.id.replaceAll('-', '_'))
      throw new VmesteError(
        'VMESTE_PLUGIN_SCHEMA',
        `Module "${plugin.id}" must keep its tables in the schema "${plugin.id.replaceAll('-', '_')}", not "${storage.schema}"`,
      )
    for (const { meta } of storage.entities) {
      if (meta.schema !== storage.schema)
        throw new VmesteError(
          'VMESTE_PLUGIN_SCHEMA',
          `Entity "${meta.className}" of module "${plugin.id}" stands outside the schema "${storage.schema}"`,
        )
    }
  },
]

function typesWithId(plugin: Plugin): ReadonlySet<string> {
  const { definitions } = parse(plugin.graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true })
  return new Set(
    definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.fields?.some(({ name }) => name.value === 'id')
        ? [definition.name.value]
        : [],
    ),
  )
}

function requireTexts(id: string, texts: Readonly<Record<string, Text | undefined>>): void {
  for (const [name, text] of Object.entries(texts)) {
    for (const lang of langs)
      if (!text?.[lang])
        throw new VmesteError('VMESTE_PLUGIN_TEXT_MISSING', `Module "${id}": ${name} has no text in "${lang}"`)
  }
}

/** Refuses a module by what its `contract/module.json` says, while none of its code has run. */
export function verifyManifest<Manifest extends Named>(manifest: Manifest, others: readonly Named[]): Manifest {
  for (const check of nameChecks) check(manifest, others)
  return manifest
}

/** Refuses a module that breaks the contract, naming the culprit and the fix. */
export function verifyPlugin(plugin: Plugin, others: readonly Plugin[]): Plugin {
  for (const check of checks) check(plugin, others)
  return plugin
}
