import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { describeSettings, type Ctx, type Plugin, type ResolverMap, type Text } from '@vmeste/sdk'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { actorKey } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { moduleUnknown } from '../../problems/modules.ts'
import { checkCityChoices } from './city-choices.ts'
import { changeSettings, readSettingsRow } from './change-settings.ts'
import { readSettings } from '../../settings/read-settings.ts'
import { secretBox, secretFields } from '../../settings/secret-fields.ts'
import { settingsHistory } from './settings-history.ts'
import { settingsNone } from './settings-problems.ts'

const typeDefs = readFileSync(new URL('./settings.graphql', import.meta.url), 'utf8')

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
    const plugin = parts.registry.find(module)
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
      enabled: row.enabled || parts.registry.always.some(({ id }) => id === plugin.id),
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
        await checkCityChoices(ctx, pluginOf(module).settings, values)
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
