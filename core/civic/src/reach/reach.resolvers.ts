import type { Ctx, ResolverMap } from '@vmeste/sdk'
import { changeMyReach, myReach } from './my-reach.ts'
import type { ReachTables } from './reach.entity.ts'

type Context = Ctx<ReachTables>

export const reachResolvers: ResolverMap = {
  Query: { myReach: (_: unknown, __: unknown, ctx: Context) => myReach(ctx) },
  Mutation: { changeMyReach: (_: unknown, args: { input: unknown }, ctx: Context) => changeMyReach(ctx, args.input) },
}
