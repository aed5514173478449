import { uuidv7, type Ctx } from '@vmeste/sdk'
import type { Tables } from './storage.ts'

export const typeDefs = /* GraphQL */ `
  type Tree {
    id: ID!
    street: String!
  }
  extend type Query {
    trees(street: String): [Tree!] @public
  }
  extend type Mutation {
    plantTree(street: String!): Tree @allow(permission: "trees.plant")
  }
`

export const resolvers = {
  Query: {
    trees: (_: unknown, { street }: { street?: string | null }, ctx: Ctx<Tables>) => {
      const all = ctx.db.read.selectFrom('tree').select(['id', 'street']).orderBy('id').limit(100)
      return (street ? all.where('street', '=', street) : all).execute()
    },
  },
  Mutation: {
    plantTree: (_: unknown, { street }: { street: string }, ctx: Ctx<Tables>) =>
      ctx.db.transaction(async (tx) => {
        const tree = { id: uuidv7(), street }
        await tx.kysely.insertInto('tree').values(tree).execute()
        tx.emit({ type: 'trees.tree.planted@1', subject: `trees:Tree:${tree.id}`, data: { tree: tree.id } })
        return tree
      }),
  },
}
