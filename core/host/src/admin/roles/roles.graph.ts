import { readFileSync } from 'node:fs'
import type pg from 'pg'
import type { Ctx, Permission, Plugin, ResolverMap, Text } from '@vmeste/sdk'
import type { CitySnapshot } from '../../city/city-snapshot.ts'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { actorKey, scopeOfCtx } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { addRole } from './add-role.ts'
import { changeRole, permissionsOn } from './change-role.ts'
import { retireRole } from './retire-role.ts'
import { roleLog, type RoleLogEntry } from './role-log.ts'
import { roleVersion } from './role-rows.ts'
import { holds, isKept, mayHold, platformPermissions } from '../../roles/role-rules.ts'
import type { CityRole } from '../../roles/roles-of-city.ts'

const typeDefs = readFileSync(new URL('./roles.graphql', import.meta.url), 'utf8')

export interface RolesParts {
  readonly registry: PluginRegistry
  readonly store: SnapshotStore
  readonly pool: pg.Pool
  readonly wake: () => void
}

interface Shown {
  readonly role: CityRole
  readonly snapshot: CitySnapshot
}

/** Roles that whoever has this one has too. */
const comesWith = ({ code, includes, everybody }: CityRole): readonly string[] => [
  ...includes,
  ...(everybody ? [] : ['citizen']),
  ...(code === 'guest' ? [] : ['guest']),
]

/** Roles of the city and what they may do, for its administrator. */
export function rolesGraph(parts: RolesParts): CoreGraph {
  const fresh = async (ctx: Ctx): Promise<CitySnapshot> => {
    await parts.store.refresh(ctx.city.id)
    parts.wake()
    return parts.store.get(ctx.city.id)!
  }
  const who = (ctx: Ctx) => ({ city: ctx.city.id, by: actorKey(ctx.actor), at: ctx.clock.now() })
  /** Each permission as one role has it. */
  const permissionOf = ({ role, snapshot }: Shown, plugin: Plugin, id: string, permission: Permission) => {
    const through = comesWith(role).filter((code) => holds(code, id, permission, snapshot.roles.stored(code).get(id)))
    return {
      permission: id,
      module: plugin.id,
      title: permission.title,
      moduleTitle: plugin.title,
      inForce: snapshot.roles.inForce(id),
      granted: holds(role.code, id, permission, snapshot.roles.stored(role.code).get(id)),
      byDefault: holds(role.code, id, permission, undefined),
      through: through.map((code) => snapshot.roles.find(code)!.title),
      lock: isKept(role.code, id) ? 'KEPT' : mayHold(permission, role.code) ? null : 'CLOSED',
    }
  }
  const permissionsOf = (shown: Shown) =>
    parts.registry.all.flatMap((plugin) =>
      Object.entries(plugin.permissions ?? {})
        .filter(([id]) => !platformPermissions.has(id))
        .map(([id, permission]) => permissionOf(shown, plugin, id, permission)),
    )
  const titlesOf = (ctx: Ctx, ids: readonly string[]): string[] => {
    const declared = permissionsOn(parts.registry)
    return ids.map((id) => {
      const title = declared.get(id)?.title
      return title ? ctx.say(title) : id
    })
  }
  const say =
    (field: string) =>
    (source: Readonly<Record<string, unknown>>, _args: unknown, ctx: Ctx): string =>
      ctx.say(source[field] as Text)

  const resolvers: ResolverMap = {
    Query: {
      cityRoles: (_source: unknown, { code }: { code?: string | null }, ctx: Ctx): Shown[] => {
        const { snapshot } = scopeOfCtx(ctx)
        return snapshot.roles.all.filter((role) => !code || role.code === code).map((role) => ({ role, snapshot }))
      },
      roleLog: (_source: unknown, { first }: { first?: number | null }, ctx: Ctx) =>
        roleLog(parts.pool, ctx.city.id, first ?? 20),
    },
    Mutation: {
      changeRole: async (
        _source: unknown,
        {
          role,
          grant,
          withdraw,
          expected,
        }: { role: string; grant?: string[] | null; withdraw?: string[] | null; expected: string },
        ctx: Ctx,
      ) => {
        await changeRole(parts.pool, parts.registry, {
          ...who(ctx),
          role,
          grant: grant ?? [],
          withdraw: withdraw ?? [],
          expected,
          lang: ctx.lang,
        })
        const snapshot = await fresh(ctx)
        return {
          __typename: 'CityRoleChanged',
          revision: snapshot.revision,
          role: { role: snapshot.roles.find(role), snapshot },
        }
      },
      addRole: async (_source: unknown, { input }: { input: unknown }, ctx: Ctx) => {
        const code = await addRole(parts.pool, parts.registry, { ...who(ctx), input, lang: ctx.lang })
        const snapshot = await fresh(ctx)
        return {
          __typename: 'CityRoleChanged',
          revision: snapshot.revision,
          role: { role: snapshot.roles.find(code), snapshot },
        }
      },
      retireRole: async (_source: unknown, { code, expected }: { code: string; expected: string }, ctx: Ctx) => {
        await retireRole(parts.pool, { ...who(ctx), code, expected })
        return { __typename: 'CityRoleRetired', revision: (await fresh(ctx)).revision, code }
      },
    },
    CityRole: {
      code: ({ role }: Shown) => role.code,
      title: ({ role }: Shown, _args: unknown, ctx: Ctx) => ctx.say(role.title),
      summary: ({ role }: Shown, _args: unknown, ctx: Ctx) => (role.summary ? ctx.say(role.summary) : null),
      own: ({ role }: Shown) => role.own,
      everybody: ({ role }: Shown) => role.everybody,
      includes: ({ role: { includes }, snapshot }: Shown, _args: unknown, ctx: Ctx) =>
        includes.map((code) => ctx.say(snapshot.roles.find(code)!.title)),
      changed: (shown: Shown) =>
        shown.role.own ? 0 : permissionsOf(shown).filter(({ granted, byDefault }) => granted !== byDefault).length,
      version: ({ role, snapshot }: Shown) => roleVersion(snapshot.roles.stored(role.code)),
      permissions: permissionsOf,
    },
    RolePermission: {
      title: say('title'),
      moduleTitle: say('moduleTitle'),
      through: ({ through }: { through: readonly Text[] }, _args: unknown, ctx: Ctx) =>
        through.map((title) => ctx.say(title)),
    },
    RoleLogEntry: {
      title: say('title'),
      granted: ({ granted }: RoleLogEntry, _args: unknown, ctx: Ctx) => titlesOf(ctx, granted),
      withdrawn: ({ withdrawn }: RoleLogEntry, _args: unknown, ctx: Ctx) => titlesOf(ctx, withdrawn),
    },
  }
  return { typeDefs, resolvers }
}
