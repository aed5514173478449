import { definePlugin, on, Problem, setting, uuidv7, z, type Ctx } from '@vmeste/sdk'
import type { Furnishing } from '@vmeste/testkit/run-silver'
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
const remembered = 'forgetful.note.remembered@1'
const everything = sql<{ text: string }>`select text from forgetful.note`

const unknownFormat = () =>
  new Problem(
    'SLIP_UNKNOWN',
    { ru: 'Нет такой записки.', be: 'Няма такой цыдулкі.', en: 'No such slip.' },
    { kind: 'notFound' },
  )

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
          const id = uuidv7()
          await ctx.db.transaction(async (tx) => {
            await tx.run(sql`insert into forgetful.note (id, text) values (${id}, ${text})`)
            tx.emit({ type: remembered, subject: `forgetful:Note:${id}`, data: {} })
          })
          return true
        },
        overwriteAll: (_: unknown, __: unknown, ctx: Ctx) =>
          count(ctx, (tx) => tx.run(sql`update forgetful.note set text = 'затёрто' returning 1`)),
        forgetAll: (_: unknown, __: unknown, ctx: Ctx) =>
          count(ctx, (tx) => tx.run(sql`delete from forgetful.note returning 1`)),
      },
    },
  },
  emits: { [remembered]: z.object({}) },
  settings: z.object({
    minimum: z
      .int()
      .min(1)
      .max(100)
      .default(10)
      .meta(setting({ title: { ru: 'Не меньше', be: 'Не менш', en: 'At least' } })),
  }),
  permissions: {
    'forgetful.print': { title: { ru: 'Печатать', be: 'Друкаваць', en: 'Print' }, default: ['city-admin'] },
  },
  routes: [
    {
      method: 'GET',
      path: '/slips/:format',
      permission: 'forgetful.print',
      handle: async (ctx, { params, query }) => {
        if (params['format'] !== 'txt') throw unknownFormat()
        const { rows } = await sql<{ text: string }>`select text from forgetful.note
          where text = ${query.get('text') ?? ''}`.execute(ctx.db.read)
        if (rows.length === 0) throw unknownFormat()
        return { body: rows.map((row) => row.text).join('\n') }
      },
    },
  ],
  storage: { schema: 'forgetful', entities: [Note], migrations: [{ name: '0001-notes', class: Notes }] },
  subscribes: [
    on(remembered, z.object({}), async (ctx, _event, tx) => {
      seenByHandler.push({ city: ctx.city.slug, texts: (await tx.run(everything)).map((row) => row.text) })
    }),
    on(remembered, z.object({}), () => Promise.reject(new Error('a handler that always fails')), { name: 'broken' }),
  ],
})

const count = async (ctx: Ctx, work: (tx: CityTransaction) => Promise<unknown[]>): Promise<number> =>
  (await ctx.db.transaction(work)).length

/** A few notes, and a switch off and on, so that there is something to read of both. */
export const forgetfulFurnishing: Furnishing = {
  furnish: async (city) => {
    for (const number of [1, 2, 3, 4])
      await city.ask('mutation ($text: String!) { remember(text: $text) }', { text: `${city.mark} заметка ${number}` })
    for (const enabled of [false, true])
      await city.ask(
        'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "forgetful", enabled: $enabled }]) { __typename ... on Problem { code } } }',
        { enabled },
        city.as('city-admin'),
      )
    return { routes: [`/c/${city.slug}/m/forgetful/slips/txt?text=${encodeURIComponent(`${city.mark} заметка 1`)}`] }
  },
}
