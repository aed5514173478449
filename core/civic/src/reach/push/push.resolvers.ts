import { PushNews, type Ctx, type ResolverMap } from '@vmeste/sdk'
import { subscribeBrowser, unsubscribeBrowser } from './my-browsers.ts'
import type { PushTables } from './push.entity.ts'

type Context = Ctx<PushTables>
const subscribed = async (count: Promise<number>) => ({ __typename: 'PushSubscribed', browsers: await count })

/** @param named hosts inside that a browser may name */
export function pushResolvers(named: readonly string[]): ResolverMap {
  return {
    Query: { pushKey: (_: unknown, __: unknown, ctx: Ctx) => ctx.use(PushNews).key },
    Mutation: {
      subscribePush: (_: unknown, { input }: { input: unknown }, ctx: Context) =>
        subscribed(subscribeBrowser(ctx, input, named)),
      unsubscribePush: (_: unknown, { endpoint }: { endpoint: string }, ctx: Context) =>
        subscribed(unsubscribeBrowser(ctx, endpoint)),
    },
  }
}
