import { readFileSync } from 'node:fs'
import { isUuid, Problem, type Ctx, type ResolverMap } from '@vmeste/sdk'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import type { DeliveryAdmin, StuckState } from '../../events/delivery-admin.ts'

const typeDefs = readFileSync(new URL('./deliveries.graphql', import.meta.url), 'utf8')

export const deliveryUnknown = () =>
  new Problem(
    'DELIVERY_UNKNOWN',
    {
      ru: 'Такой доставки нет, или она уже идёт.',
      be: 'Такой дастаўкі няма, або яна ўжо ідзе.',
      en: 'There is no such delivery, or it is under way already.',
    },
    { kind: 'notFound', path: 'id' },
  )

/** Stuck deliveries of the city, for its administrator. */
export function deliveriesGraph(deliveries: DeliveryAdmin): CoreGraph {
  const resolvers: ResolverMap = {
    Query: {
      deliveries: (_source: unknown, { state, first }: { state: string; first?: number | null }, ctx: Ctx) =>
        deliveries.list(ctx.city.id, state.toLowerCase() as StuckState, first ?? 50),
    },
    Mutation: {
      replayDelivery: async (_source: unknown, { id }: { id: string }, ctx: Ctx) => {
        const [event = '', ...subscriber] = id.split('/')
        if (!isUuid(event) || !(await deliveries.replay(ctx.city.id, event, subscriber.join('/'))))
          throw deliveryUnknown()
        return { __typename: 'DeliveryReplayed', id }
      },
    },
    Delivery: { state: (delivery: { state: string }) => delivery.state.toUpperCase() },
  }
  return { typeDefs, resolvers }
}
