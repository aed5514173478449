import { setTimeout as wait } from 'node:timers/promises'
import { definePlugin, type ResolverMap } from '@vmeste/sdk'

/** How often each resolver has been called. */
export const calls = { leaves: 0, slow: 0, steps: 0 }

const title = { ru: 'Обжора', be: 'Абжора', en: 'Glutton' }
const many = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }))
const resolvers: ResolverMap = {
  Query: {
    platefuls: () => many(100),
    tooMany: () => many(101),
    declared: () => many(11),
    endless: function* () {
      for (let id = 0; ; id++) yield { id: String(id) }
    },
    fat: () => 'ё'.repeat(1_500_000),
    fats: () => many(60),
    slowOnes: () => many(50),
  },
  Mutation: { eatAll: () => true },
  Plate: {
    more: () => many(100),
    leaf: () => {
      calls.leaves++
      return 'leaf'
    },
    fat: () => {
      calls.leaves++
      return 'x'.repeat(100_000)
    },
    slow: async () => {
      calls.slow++
      await wait(30)
      return 'slow'
    },
    step: async ({ id }: { id: string }) => {
      calls.steps++
      await wait(20)
      return { id }
    },
  },
  Subscription: {
    meals: {
      subscribe: async function* () {
        yield 1
      },
      resolve: () => 'x'.repeat(300_000),
    },
    small: {
      subscribe: async function* () {
        for (let at = 0; ; at++) {
          yield at
          await wait(1)
        }
      },
      resolve: () => 'y'.repeat(60_000),
    },
  },
}

/** A module for tests whose answers have no measure. */
export const hungry = definePlugin({
  id: 'hungry',
  engine: '^0.1',
  title,
  summary: title,
  graph: {
    typeDefs: /* GraphQL */ `
      type Plate {
        id: ID!
        leaf: String!
        fat: String!
        slow: String!
        more: [Plate!]! @bound(max: 100)
        step: Plate!
      }
      extend type Query {
        platefuls: [Plate!] @public
        tooMany: [Plate!] @public
        declared: [Plate!] @bound(max: 10) @public
        endless: [Plate!] @bound(max: 10) @public
        fat: String @public
        fats: [Plate!] @public
        slowOnes: [Plate!] @public
      }
      extend type Mutation {
        eatAll: Boolean @public
      }
      extend type Subscription {
        meals: String @public
        small: String @public
      }
    `,
    resolvers,
  },
})
