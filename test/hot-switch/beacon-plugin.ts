import { definePlugin, on, uuidv7, z, type Ctx, type LiveEvent } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity, sql } from '@vmeste/sdk/storage'

const text = { ru: 'Маяк', be: 'Маяк', en: 'Beacon' }
const Line = defineEntity({
  name: 'Line',
  schema: 'beacon',
  tableName: 'line',
  properties: { city: p.integer().primary().defaultRaw('core.current_city()'), id: p.uuid().primary(), n: p.integer() },
})
class Beacon extends Migration {
  override up(): void {
    this.addSql(
      `create table beacon.line (city int not null default core.current_city(), id uuid not null, n int not null,
        written bigint generated always as identity, constraint line_pkey primary key (city, id))`,
    )
    for (const statement of rowLevelSecurity('beacon.line')) this.addSql(statement)
  }
}
export const jobMark = -1

/** A module with one of everything that must fall silent when it is switched off. */
export const beacon = definePlugin({
  id: 'beacon',
  engine: '^0.1',
  title: text,
  summary: text,
  graph: {
    typeDefs: /* GraphQL */ `
      extend type Query {
        beaconLines: [Int!] @public
      }
      extend type Subscription {
        beaconFlashes: String @public
      }
    `,
    resolvers: {
      Query: {
        beaconLines: async (_: unknown, _args: unknown, ctx: Ctx) =>
          (
            await sql<{ n: number }>`select n from beacon.line order by written limit 1000`.execute(ctx.db.read)
          ).rows.map(({ n }) => n),
      },
      Subscription: {
        beaconFlashes: {
          subscribe: (_: unknown, _args: unknown, ctx: Ctx) => ctx.live(['bell.rung@1']),
          resolve: (event: LiveEvent) => event.id,
        },
      },
    },
  },
  storage: { schema: 'beacon', entities: [Line], migrations: [{ name: '0001-beacon', class: Beacon }] },
  subscribes: [
    on('bell.rung@1', z.object({ n: z.number() }), async (_ctx, event, tx) => {
      await tx.run(sql`insert into beacon.line (id, n) values (${uuidv7()}, ${event.data.n})`)
    }),
  ],
  jobs: {
    mark: {
      cron: '0 3 * * *',
      run: (ctx) =>
        ctx.db.transaction(async (tx) => {
          await tx.run(sql`insert into beacon.line (id, n) values (${uuidv7()}, ${jobMark})`)
        }),
    },
  },
  routes: [{ method: 'GET', path: '/feed', public: true, handle: async () => ({ body: 'fed' }) }],
})
