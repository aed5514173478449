import type pg from 'pg'
import type { Ctx, LiveEvent, Plugin, ResolverMap } from '@vmeste/sdk'
import { changeModules } from './switch-modules.ts'
import { actorKey, scopeOfCtx as scopeOf } from '../../city/module-ctx.ts'
import { planChange, type ChangePlan, type ModuleChange } from './plan-switch.ts'
import type { RequestScope } from '../../city/request-scope.ts'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import { faultTexts } from '../../health/fault-texts.ts'
import { worstOf, type HealthEntry } from '../../health/module-health.ts'
import type { HealthWatch } from '../../health/watch-health.ts'
import type { PortalModuleAssets } from '../../plugins/portal-assets.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { restingText } from '../../plugins/resting-module.ts'
import { planImpossible, planOutdated } from '../../problems/modules.ts'

export interface ModuleParts {
  readonly registry: PluginRegistry
  readonly store: SnapshotStore
  readonly pool: pg.Pool
  readonly wake: () => void
  readonly health: Pick<HealthWatch, 'in'>
  /** What the portal's build says of a module, if it has a web part. */
  readonly assetsOf: (module: string) => PortalModuleAssets | undefined
}

interface Row {
  module: string
  enabled: boolean
  changed_at: Date
  changed_by: string
}

/**
 * The switchboard: which modules there are, what a switch would do, the switch, and its log.
 */
export function moduleResolvers(parts: ModuleParts): ResolverMap {
  /** A module that fails or hangs must still be possible to switch off. */
  const useOf = async (scope: RequestScope, plugin: Plugin) => {
    const { inUse } = plugin
    return inUse && scope.call('capability', plugin, 'inUse', () => inUse(scope.ctx(plugin))).catch(() => undefined)
  }
  const plan = (ctx: Ctx, changes: readonly ModuleChange[]): Promise<ChangePlan> => {
    const scope = scopeOf(ctx)
    return planChange(scope.snapshot, parts.registry, changes, {
      inUse: (plugin) => useOf(scope, plugin),
      settings: (plugin) => scope.runtime.settingsOf(plugin),
    })
  }
  const titled = (ctx: Ctx, changes: readonly ModuleChange[]) =>
    changes.map((change) => ({
      ...change,
      title: ctx.say(
        parts.registry.find(change.module)?.title ?? { ru: change.module, be: change.module, en: change.module },
      ),
    }))

  const healthIn = (ctx: Ctx, { id }: Plugin, ailing: readonly HealthEntry[]) => {
    const worst = worstOf(ailing.filter(({ module }) => module === id))
    return {
      state: worst?.state ?? 'HEALTHY',
      since: worst?.since ?? null,
      reason: worst?.reason ? ctx.say(faultTexts[worst.reason]) : null,
    }
  }
  const modules = async (ctx: Ctx, enabled: ReadonlySet<string>) => {
    const { rows } = await parts.pool.query<Row>(
      'select module, enabled, changed_at, changed_by from core.city_module where city = $1',
      [ctx.city.id],
    )
    const byId = new Map(rows.map((row) => [row.module, row]))
    const ailing = await parts.health.in(ctx.city.id)
    const installed = [...parts.registry.installed.values()].map((plugin) => ({
      id: plugin.id,
      title: ctx.say(plugin.title),
      summary: ctx.say(plugin.summary),
      enabled: enabled.has(plugin.id),
      changedAt: byId.get(plugin.id)?.changed_at,
      changedBy: byId.get(plugin.id)?.changed_by,
      health: healthIn(ctx, plugin, ailing),
    }))
    const resting = [...parts.registry.resting.values()].map((each) => ({
      id: each.id,
      title: ctx.say(each.title),
      summary: ctx.say(each.summary),
      enabled: byId.get(each.id)?.enabled ?? false,
      changedAt: byId.get(each.id)?.changed_at,
      changedBy: byId.get(each.id)?.changed_by,
      health: { state: 'RESTING', since: null, reason: ctx.say(restingText(each)) },
    }))
    return [...installed, ...resting]
  }

  return {
    Query: {
      modules: (_source: unknown, _args: unknown, ctx: Ctx) => modules(ctx, scopeOf(ctx).snapshot.enabled),
      portalModules: (_source: unknown, _args: unknown, ctx: Ctx) =>
        [...scopeOf(ctx).snapshot.enabled].flatMap((id) => parts.assetsOf(id) ?? []),
      planModules: async (_source: unknown, { changes }: { changes: ModuleChange[] }, ctx: Ctx) => {
        const made = await plan(ctx, changes.slice(0, 50))
        return {
          __typename: 'ModulePlan',
          ...made,
          changes: titled(ctx, made.changes),
          steps: made.steps.map((step) => ({ ...step, text: ctx.say(step.text) })),
        }
      },
      moduleLog: async (_source: unknown, { first }: { first: number }, ctx: Ctx) => {
        const { rows } = await parts.pool.query<{
          at: Date
          actor: string
          detail: { changes: ModuleChange[]; revision: number }
        }>(
          `select at, actor, detail from core.audit where city = $1 and action = 'core.modules.change' order by at desc limit $2`,
          [ctx.city.id, Math.min(Math.max(first, 1), 100)],
        )
        return rows.map((row) => ({
          at: row.at,
          by: row.actor,
          revision: row.detail.revision,
          changes: titled(ctx, row.detail.changes),
        }))
      },
    },
    Mutation: {
      changeModules: async (
        _source: unknown,
        { changes, plan: hash }: { changes: ModuleChange[]; plan?: string },
        ctx: Ctx,
      ) => {
        const made = await plan(ctx, changes.slice(0, 50))
        if (hash && hash !== made.hash) throw planOutdated()
        if (!made.possible)
          throw planImpossible(made.steps.filter(({ kind }) => kind === 'MISSING').map(({ text }) => text))
        const revision =
          made.changes.length === 0
            ? made.revision
            : await changeModules(parts.pool, {
                city: ctx.city.id,
                changes: made.changes,
                by: actorKey(ctx.actor),
                at: ctx.clock.now(),
                ...(hash ? { expectedRevision: made.revision } : {}),
              })
        await parts.store.refresh(ctx.city.id)
        parts.wake()
        const enabled = parts.store.get(ctx.city.id)?.enabled ?? new Set<string>()
        return { __typename: 'ModulesChanged', revision, modules: await modules(ctx, enabled) }
      },
    },
    Subscription: {
      cityChanged: {
        subscribe: (_source: unknown, _args: unknown, ctx: Ctx) =>
          ctx.live(['core.city.changed@1', 'core.settings.changed@1', 'core.roles.changed@1']),
        resolve: (event: LiveEvent) => ({ revision: event.data['revision'] }),
      },
    },
    Module: {
      inUse: async (module: { id: string }, _args: unknown, ctx: Ctx) => {
        const plugin = parts.registry.installed.get(module.id)
        if (!plugin?.inUse || !scopeOf(ctx).snapshot.enabled.has(module.id)) return null
        const use = await useOf(scopeOf(ctx), plugin)
        return use && { count: use.count, what: ctx.say(use.what) }
      },
    },
  }
}
