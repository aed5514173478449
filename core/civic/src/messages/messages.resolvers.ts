import type { Ctx, ResolverMap } from '@vmeste/sdk'
import type { SmsDoor } from './sms-gateway.ts'
import { sendTrialMessage } from './trial-message.ts'

export function messagesResolvers(sms: SmsDoor): ResolverMap {
  return {
    Mutation: {
      sendTestMessage: async (_: unknown, { phone }: { phone: string }, ctx: Ctx) => ({
        __typename: 'TestMessageSent',
        said: await sendTrialMessage(ctx, sms, phone),
      }),
    },
  }
}
