import type pg from 'pg'
import { describeSettings, type Ctx, type Plugin, type ResolverMap, type Text } from '@vmeste/sdk'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { actorKey } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { moduleUnknown } from '../../problems/modules.ts'
import { changeSettings, readSettingsRow } from './change-settings.ts'
import { readSettings } from '../../settings/read-settings.ts'
import { secretBox, secretFields } from '../../settings/secret-fields.ts'
import { settingsHistory } from './settings-history.ts'
import { settingsNone } from './settings-problems.ts'

const typeDefs = /* GraphQL */ `
  extend type Module {
    "Whether there is anything to set."
    hasSettings: Boolean!
  }
  type ModuleSettings {
    module: ID!
    title: String!
    "Settings of a module that is off wait for its switch."
    enabled: Boolean!
    "JSON Schema 2020-12 with words in three languages: what the form is made from."
    schema: JSON!
    "What is in force, by name, defaults included; never a secret."
    values: JSON!
    "Names of the secrets that are set."
    secretsSet: [String!]! @bound(max: 200)
    "Names of stored settings that the module no longer takes: their defaults are in force."
    unfit: [String!]! @bound(max: 200)
    "Goes back with a change, so that nobody overwrites what they have not seen."
    version: String!
    "Newest first; at most 100."
    history(first: Int = 20): [SettingsChange!]
  }
  type SettingsChange {
    at: DateTime!
    by: String!
    revision: Int!
    changes: [SettingChange!]! @bound(max: 200)
  }
  enum SecretChange {
    SET
    CLEARED
  }
  type SettingChange {
    field: ID!
    title: String!
    "Of a secret this is all there is."
    secret: SecretChange
    before: JSON
    after: JSON
  }
  type ModuleSettingsChanged {
    revision: Int!
    settings: ModuleSettings!
  }
  union ChangeModuleSettingsResult = ModuleSettingsChanged | InvalidInput | NotFound | Conflict
  extend type Query {
    "Settings of a module in this city, of one that is off too."
    moduleSettings(module: ID!): ModuleSettings @allow(permission: "core.settings.read")
  }
  extend type Mutation {
    """
    Changes the settings that are named in \`values\`; the others stay, and so does a secret that is empty.
    \`clear\` names the secrets to forget, \`expected\` is the version that was shown.
    """
    changeModuleSettings(module: ID!, values: JSON!, clear: [String!], expected: String!): ChangeModuleSettingsResult
      @allow(permission: "core.settings.change")
  }
`

export interface SettingsParts {
  readonly registry: PluginRegistry
  readonly store: SnapshotStore
  readonly pool: pg.Pool
  readonly wake: () => void
  /** Seals the secrets among modules' settings. */
  readonly settingsKey: Buffer
}

/** Settings of modules, for the city's administrator. */
export function settingsGraph(parts: SettingsParts): CoreGraph {
  const pluginOf = (module: string): Plugin => {
    const plugin = parts.registry.installed.get(module)
    if (!plugin) throw moduleUnknown(module)
    if (!plugin.settings) throw settingsNone(module)
    return plugin
  }
  const shown = async (ctx: Ctx, plugin: Plugin) => {
    const row = await readSettingsRow(parts.pool, ctx.city.id, plugin.id)
    const { values, unfit } = readSettings(
      plugin.settings,
      row.settings,
      secretBox(parts.settingsKey, ctx.city.id, plugin.id),
    )
    const secrets = secretFields(plugin.settings!)
    return {
      plugin,
      module: plugin.id,
      title: ctx.say(plugin.title),
      enabled: row.enabled,
      version: row.version,
      unfit,
      schema: describeSettings(plugin.settings),
      values: Object.fromEntries(Object.entries(values).filter(([field]) => !secrets.has(field))),
      secretsSet: [...secrets].filter((field) => values[field] !== ''),
    }
  }
  const resolvers: ResolverMap = {
    Query: {
      moduleSettings: (_source: unknown, { module }: { module: string }, ctx: Ctx) => shown(ctx, pluginOf(module)),
    },
    Mutation: {
      changeModuleSettings: async (
        _source: unknown,
        {
          module,
          values,
          clear,
          expected,
        }: { module: string; values: unknown; clear?: string[] | null; expected: string },
        ctx: Ctx,
      ) => {
        const { pool, settingsKey: key, store, wake } = parts
        const city = ctx.city.id
        await changeSettings(pool, {
          city,
          by: actorKey(ctx.actor),
          at: ctx.clock.now(),
          module: pluginOf(module),
          values,
          clear: (clear ?? []).slice(0, 200),
          expected,
          lang: ctx.lang,
          key,
        })
        await store.refresh(city)
        wake()
        return {
          __typename: 'ModuleSettingsChanged',
          revision: store.get(city)!.revision,
          settings: await shown(ctx, pluginOf(module)),
        }
      },
    },
    Module: { hasSettings: ({ id }: { id: string }) => parts.registry.installed.get(id)?.settings !== undefined },
    ModuleSettings: {
      history: ({ plugin }: { plugin: Plugin }, { first }: { first?: number | null }, ctx: Ctx) =>
        settingsHistory(parts.pool, ctx.city.id, plugin, first ?? 20),
    },
    SettingChange: {
      title: ({ title }: { title: Text }, _args: unknown, ctx: Ctx) => ctx.say(title),
      secret: ({ secret }: { secret: string | null }) => secret?.toUpperCase() ?? null,
    },
  }
  return { typeDefs, resolvers }
}
