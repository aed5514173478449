import type { City, Ctx, ResolverMap } from '@vmeste/sdk'
import { ModuleCtx, scopeOfCtx } from '../city/module-ctx.ts'

export const cityResolvers: ResolverMap = {
  Query: {
    city: (_source: unknown, _args: unknown, ctx: Ctx) => ctx.city,
    me: (_source: unknown, _args: unknown, ctx: Ctx) =>
      ctx.actor.kind === 'person'
        ? {
            key: ctx.actor.key,
            name: ctx.actor.name,
            username: ctx.actor.username,
            assurance: ctx.actor.assurance,
            roles: [...ctx.actor.roles],
            roleTitles: [...ctx.actor.roles].map((code) => titleOf(ctx, code)),
            permissions: [...permissionsOf(ctx)],
          }
        : null,
  },
}

export const cityFields: ResolverMap = {
  City: {
    name: (city: City, _args: unknown, ctx: Ctx) => ctx.say(city.name),
    kind: (city: City) => city.kind.toUpperCase(),
    revision: (_city: City, _args: unknown, ctx: Ctx) => (ctx instanceof ModuleCtx ? ctx.revision : 0),
  },
}

/** A role that the city does not know, or no longer, stands by its code. */
function titleOf(ctx: Ctx, code: string): string {
  const role = scopeOfCtx(ctx).snapshot.roles.find(code)
  return role ? ctx.say(role.title) : code
}
const permissionsOf = (ctx: Ctx): Iterable<string> => (ctx instanceof ModuleCtx ? ctx.permissions : [])
