import { definePlugin, on, uuidv7, z, type Ctx } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity, sql, type CityTransaction } from '@vmeste/sdk/storage'

const Note = defineEntity({
  name: 'Note',
  schema: 'forgetful',
  tableName: 'note',
  properties: { city: p.integer().primary().defaultRaw('core.current_city()'), id: p.uuid().primary(), text: p.text() },
})

class Notes extends Migration {
  override up(): void {
    this.addSql(
      `create table forgetful.note (city int not null default core.current_city(), id uuid not null,
        text text not null, constraint note_pkey primary key (city, id))`,
    )
    for (const statement of rowLevelSecurity('forgetful.note')) this.addSql(statement)
  }
}

const text = { ru: 'Забывчивый', be: 'Забыўлівы', en: 'Forgetful' }
const received = 'appeals.report.received@1'
const everything = sql<{ text: string }>`select text from forgetful.note`

/** What its handler saw, by city. */
export const seenByHandler: { city: string; texts: string[] }[] = []

/** Its handler fails for the tests' sake: what they ask next must still reach it. */
export const neverRest = { degradedAt: Infinity, unhealthyAt: Infinity }

/**
 * A module whose author never thought of cities: not one statement has a condition. One of its handlers is broken
 * besides.
 */
export const forgetful = definePlugin({
  id: 'forgetful',
  engine: '^0.1',
  title: text,
  summary: text,
  graph: {
    typeDefs: `
      extend type Query { everything: [String!] @public }
      extend type Mutation { remember(text: String!): Boolean @public  overwriteAll: Int @public  forgetAll: Int @public }
    `,
    resolvers: {
      Query: {
        everything: async (_: unknown, __: unknown, ctx: Ctx) =>
          (await everything.execute(ctx.db.read)).rows.map((row) => row.text),
      },
      Mutation: {
        remember: async (_: unknown, { text }: { text: string }, ctx: Ctx) => {
          await ctx.db.transaction((tx) =>
            tx.run(sql`insert into forgetful.note (id, text) values (${uuidv7()}, ${text})`),
          )
          return true
        },
        overwriteAll: (_: unknown, __: unknown, ctx: Ctx) =>
          count(ctx, (tx) => tx.run(sql`update forgetful.note set text = 'затёрто' returning 1`)),
        forgetAll: (_: unknown, __: unknown, ctx: Ctx) =>
          count(ctx, (tx) => tx.run(sql`delete from forgetful.note returning 1`)),
      },
    },
  },
  storage: { schema: 'forgetful', entities: [Note], migrations: [{ name: '0001-notes', class: Notes }] },
  subscribes: [
    on(received, z.object({}), async (ctx, _event, tx) => {
      seenByHandler.push({ city: ctx.city.slug, texts: (await tx.run(everything)).map((row) => row.text) })
    }),
    on(received, z.object({}), () => Promise.reject(new Error('a handler that always fails')), { name: 'broken' }),
  ],
})

const count = async (ctx: Ctx, work: (tx: CityTransaction) => Promise<unknown[]>): Promise<number> =>
  (await ctx.db.transaction(work)).length
