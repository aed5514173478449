import { isUuid, Problem, type Ctx, type ResolverMap } from '@vmeste/sdk'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import type { DeliveryAdmin, StuckState } from '../../events/delivery-admin.ts'

const typeDefs = /* GraphQL */ `
  enum DeliveryState {
    PARKED
    DEAD
  }
  "An event on its way to one subscriber that waits: its module is off, or its handler failed too often."
  type Delivery {
    id: ID!
    event: ID!
    type: String!
    subject: String!
    "Module and handler."
    subscriber: String!
    state: DeliveryState!
    attempts: Int!
    "A code or name, never the data."
    lastError: String
    occurredAt: DateTime!
    updatedAt: DateTime!
  }
  type DeliveryReplayed {
    id: ID!
  }
  union ReplayDeliveryResult = DeliveryReplayed | NotFound
  extend type Query {
    "The oldest first; at most 100."
    deliveries(state: DeliveryState! = DEAD, first: Int = 50): [Delivery!] @allow(permission: "core.events.read")
  }
  extend type Mutation {
    "Delivers a dead one again."
    replayDelivery(id: ID!): ReplayDeliveryResult @allow(permission: "core.events.replay")
  }
`

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
