import { readFileSync } from 'node:fs'
import { isUuid, type Ctx, type ResolverMap } from '@vmeste/sdk'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import type { DeliveryAdmin } from '../../events/delivery-admin.ts'
import { deliveryUnknown } from '../deliveries/deliveries.graph.ts'
import { platformVersion } from '../../storage/opening/platform-version.ts'
import { checkTitles, isWell, type Check } from '../../operations/status/facts/check.ts'
import type { Status } from '../../operations/status/create-status.ts'
import { sendTestLetter, type TestLetterParts } from './trial-letter.ts'

const typeDefs = readFileSync(new URL('./status.graphql', import.meta.url), 'utf8')

export interface StatusGraphParts {
  readonly status: Status
  readonly deliveries: DeliveryAdmin
  readonly letter: TestLetterParts
  readonly cityId: (slug: string) => number | undefined
}

/** The state of the installation for whoever runs it, and of one city for its administrator. */
export function statusGraph(parts: StatusGraphParts): CoreGraph {
  const shown = (ctx: Ctx, checks: readonly Check[]) =>
    checks.map(({ id, state, text, remedy }) => ({
      id,
      title: ctx.say(checkTitles[id]),
      state: state.toUpperCase(),
      text: ctx.say(text),
      remedy: remedy ? ctx.say(remedy) : null,
    }))
  const resolvers: ResolverMap = {
    Query: {
      platformStatus: async (_source: unknown, _args: unknown, ctx: Ctx) => {
        const { facts, checks, ok } = await parts.status.look()
        return {
          ok,
          at: facts.at,
          version: platformVersion,
          mail: parts.status.mail !== undefined,
          checks: shown(ctx, checks),
        }
      },
      platformDeliveries: (_source: unknown, { first }: { first?: number | null }) =>
        parts.deliveries.dead(first ?? 50),
      cityStatus: async (_source: unknown, _args: unknown, ctx: Ctx) => {
        const checks = await parts.status.lookIn(ctx.city.id)
        return { ok: isWell(checks), at: ctx.clock.now(), checks: shown(ctx, checks) }
      },
    },
    Mutation: {
      sendTestLetter: async (_source: unknown, _args: unknown, ctx: Ctx) => ({
        __typename: 'TestLetterSent',
        to: await sendTestLetter(ctx, parts.status, parts.letter),
      }),
      replayPlatformDelivery: async (_source: unknown, { id }: { id: string }) => {
        const [slug = '', event = '', ...subscriber] = id.split('/')
        const city = parts.cityId(slug)
        if (city === undefined || !isUuid(event) || !(await parts.deliveries.replay(city, event, subscriber.join('/'))))
          throw deliveryUnknown()
        return { __typename: 'DeliveryReplayed', id }
      },
    },
  }
  return { typeDefs, resolvers }
}
