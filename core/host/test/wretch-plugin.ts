import { caseOf, definePlugin, type Ctx, type LiveEvent } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

const text = { ru: 'Беда', be: 'Бяда', en: 'Wretch' }
const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
const throws = (): never => {
  throw new Error('wretched')
}

/** What a test wants of its health check. */
export const wretched = { check: async (): Promise<void> => undefined }

/** Does everything wrong that a module can do to those beside it. */
export const wretch = definePlugin({
  id: 'wretch',
  engine: '^0.1',
  title: text,
  summary: text,
  graph: {
    typeDefs: /* GraphQL */ `
      type Wretch {
        id: ID!
        hangs: String
        throws: String
        later: String
      }
      extend type Query {
        wretchHangs: String @public
        wretchThrows: String @public
        wretchWell: String @public
        wretches: [Wretch!] @public
        "Takes a connection and never gives it back."
        wretchLeaks: Int @public
        wretchStrays: String @public
      }
      extend type Mutation {
        wretchDoes: String @public
      }
      extend type Subscription {
        wretchFollows: String @public
      }
    `,
    resolvers: {
      Query: {
        wretchHangs: () => never(),
        wretchThrows: throws,
        wretchWell: () => 'well',
        wretches: () => [1, 2, 3].map((id) => ({ id: String(id) })),
        wretchLeaks: (_: unknown, _args: unknown, ctx: Ctx) =>
          ctx.db.transaction(async (tx) => {
            await tx.run(sql`select 1`)
            return never<number>()
          }),
        wretchStrays: () => {
          setTimeout(throws, 1)
          // no error, and no stack: nothing says whose it is
          const word = 'a word' as unknown as Error
          void Promise.reject(word)
          return 'strayed'
        },
      },
      Wretch: { hangs: () => never(), throws, later: async () => throws() },
      Mutation: { wretchDoes: () => never() },
      Subscription: { wretchFollows: { subscribe: () => never() as unknown as AsyncIterable<LiveEvent> } },
    },
  },
  storage: { schema: 'wretch', entities: [], migrations: [] },
  provides: [{ ...caseOf('Wretch', { mine: () => never() }) }],
  routes: [{ method: 'GET', path: '/hangs', public: true, handle: () => never() }],
  inUse: () => never(),
  health: () => wretched.check(),
})
