import type { Ctx, ResolverMap } from '@vmeste/sdk'
import { isLinked, messengerCode, unlinkMessenger } from './link-messenger.ts'
import type { MessengerDoor } from './messenger.ts'
import type { MessengerTables } from './messenger.entity.ts'

type Context = Ctx<MessengerTables>

export function messengerResolvers(door: MessengerDoor): ResolverMap {
  const mine = async (ctx: Context) => ({
    __typename: 'MyMessenger',
    offered: door(ctx) !== undefined,
    linked: await isLinked(ctx),
  })
  return {
    Query: { myMessenger: (_: unknown, __: unknown, ctx: Context) => mine(ctx) },
    Mutation: {
      linkMessenger: (_: unknown, __: unknown, ctx: Context) => messengerCode(ctx, door(ctx)),
      unlinkMessenger: async (_: unknown, __: unknown, ctx: Context) => {
        await unlinkMessenger(ctx)
        return mine(ctx)
      },
    },
  }
}
