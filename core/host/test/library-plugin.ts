import { definePlugin, type Ctx } from '@vmeste/sdk'
import { Migration, sql } from '@vmeste/sdk/storage'

const text = { ru: 'Полки', be: 'Паліцы', en: 'Shelves' }
const run = async <Row>(ctx: Ctx, statement: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await statement.execute(ctx.db.read)).rows

class Shelves extends Migration {
  override up(): void {
    this.addSql(
      `create function library.fails(state text) returns int language plpgsql as $$ begin raise exception 'on purpose'
        using errcode = state; end $$`,
    )
  }
}

/** Asks the database everything that a module should not. */
export const library = definePlugin({
  id: 'library',
  engine: '^0.1',
  title: text,
  summary: text,
  permissions: { 'library.search': { title: text, default: ['operator', 'executor'] } },
  graph: {
    typeDefs: /* GraphQL */ `
      extend type Query {
        shelf: Int @public
        shelfSearch: Int @allow(permission: "library.search")
        shelfOther: Int @allow(permission: "library.search")
        shelfHangs: Int @allow(permission: "library.search")
        shelfAlsoHangs: Int @allow(permission: "library.search")
        shelfAll: Int @public
        shelfPages: Int @public
        shelfFails(state: String!): Int @public
      }
      extend type Mutation {
        shelfKeeps: Int @public
      }
    `,
    resolvers: {
      Query: {
        shelf: async (_: unknown, __: unknown, ctx: Ctx) => (await run(ctx, sql<{ n: number }>`select 1 as n`))[0]!.n,
        shelfSearch: async (_: unknown, __: unknown, ctx: Ctx) => (await run(ctx, sql`select pg_sleep(60)`)).length,
        shelfOther: async (_: unknown, __: unknown, ctx: Ctx) => (await run(ctx, sql`select pg_sleep(60)`)).length,
        shelfHangs: () => new Promise(() => undefined),
        shelfAlsoHangs: () => new Promise(() => undefined),
        shelfAll: async (_: unknown, __: unknown, ctx: Ctx) =>
          (await run(ctx, sql`select repeat('x', 1000) from generate_series(1, 250000)`)).length,
        // twelve answers of 1 MB at once, in one transaction
        shelfPages: (_: unknown, __: unknown, ctx: Ctx) =>
          ctx.db.transaction(
            async (tx) =>
              (
                await Promise.all(
                  Array.from({ length: 12 }, () => tx.run(sql`select repeat('x', 1000) from generate_series(1, 1000)`)),
                )
              ).flat().length,
          ),
        shelfFails: async (_: unknown, { state }: { state: string }, ctx: Ctx) =>
          (await run(ctx, sql`select library.fails(${state})`)).length,
      },
      // longer than a question may take, and in time for what is saved
      Mutation: {
        shelfKeeps: (_: unknown, __: unknown, ctx: Ctx) =>
          ctx.db.transaction(async (tx) => (await tx.run(sql`select pg_sleep(1)`)).length),
      },
    },
  },
  storage: { schema: 'library', entities: [], migrations: [{ name: '0001-shelves', class: Shelves }] },
})
