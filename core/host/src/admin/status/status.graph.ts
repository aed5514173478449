import { isUuid, type Ctx, type ResolverMap } from '@vmeste/sdk'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import type { DeliveryAdmin } from '../../events/delivery-admin.ts'
import { deliveryUnknown } from '../deliveries/deliveries.graph.ts'
import { platformVersion } from '../../storage/opening/platform-version.ts'
import { checkTitles, isWell, type Check } from '../../operations/status/facts/check.ts'
import type { Status } from '../../operations/status/create-status.ts'
import { sendTestLetter, type TestLetterParts } from './test-letter.ts'

const typeDefs = /* GraphQL */ `
  enum CheckState {
    OK
    WARN
    FAIL
  }
  "One line of a state, worded for people."
  type StatusCheck {
    "database, disk, mail, …: the same as in the command vmeste status."
    id: ID!
    title: String!
    state: CheckState!
    text: String!
    "What to do; null where nothing is to be done."
    remedy: String
  }
  type PlatformStatus {
    "False when a line says FAIL."
    ok: Boolean!
    at: DateTime!
    version: String!
    "Whether a letter could leave: a mail server is set."
    mail: Boolean!
    checks: [StatusCheck!]! @bound(max: 40)
  }
  "What of the installation concerns this city."
  type CityStatus {
    ok: Boolean!
    at: DateTime!
    checks: [StatusCheck!]! @bound(max: 10)
  }
  "A dead delivery of any city: where it is stuck and why, never what is in it."
  type PlatformDelivery {
    id: ID!
    city: String!
    type: String!
    subscriber: String!
    attempts: Int!
    "A code or name, never the data."
    lastError: String
    occurredAt: DateTime!
    updatedAt: DateTime!
  }
  type TestLetterSent {
    "The address of whoever asked, shortened."
    to: String!
  }
  union TestLetterResult = TestLetterSent | InvalidInput | RateLimited | Unavailable
  extend type Query {
    "The state of the whole installation, for whoever runs it."
    platformStatus: PlatformStatus @allow(permission: "core.platform.read")
    "Dead ones of all cities, the oldest first; at most 100."
    platformDeliveries(first: Int = 50): [PlatformDelivery!] @allow(permission: "core.platform.read")
    cityStatus: CityStatus @allow(permission: "core.status.read")
  }
  extend type Mutation {
    "To the address of whoever asks, and to nobody else; five times an hour."
    sendTestLetter: TestLetterResult @allow(permission: "core.platform.act")
    "Delivers a dead one again, of whichever city."
    replayPlatformDelivery(id: ID!): ReplayDeliveryResult @allow(permission: "core.platform.act")
  }
`

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
