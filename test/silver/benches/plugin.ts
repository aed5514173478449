import { EventEmitter, on as eventsOf } from 'node:events'
import { aboutPeople, coverWords, definePlugin, parseInput, Problem, uuidv7, z, on, type Ctx } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity, sql } from '@vmeste/sdk/storage'

/** One thing done wrong on purpose. */
export type Mistake =
  | 'lists everybody’s'
  | 'finds everybody’s'
  | 'filters everybody’s'
  | 'remembers staff'
  | 'breaks everybody’s'
  | 'serves everybody’s'
  | 'tells everybody'
  | 'writes down everybody’s'
  | 'asks row by row'
  | 'counts askers'
  | 'counts done'
  | 'takes anything'
  | 'throws'
  | 'speaks one language'
  | 'lets everybody in'
  | 'shows words at once'
  | 'shows words on a page'
  | 'tells words live'
  | 'covers nothing'
  | 'names staff'
  | 'answers with words'
  | 'keeps who was erased'
  | 'tells who it was'
  | 'keeps it to itself'

/** How a place begins that nobody has looked at. */
export const unseen = 'НЕ ПРОВЕРЕНО: '

interface Bench {
  readonly id: string
  readonly place: string
  readonly person?: string | null
}
interface Tables {
  bench: Bench
}

const Entity = defineEntity({
  name: 'Bench',
  schema: 'benches',
  tableName: 'bench',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    place: p.text(),
    person: p.text().nullable(),
  },
})
const Told = defineEntity({
  name: 'Told',
  schema: 'benches',
  tableName: 'told',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    event: p.text().primary(),
    words: p.text(),
  },
})
class Benches extends Migration {
  override up(): void {
    this.addSql(`create table benches.bench (city int not null default core.current_city(), id uuid not null,
      place text not null, person text null, constraint bench_pkey primary key (city, id))`)
    this.addSql(`create table benches.told (city int not null default core.current_city(), event text not null,
      words text not null, constraint told_pkey primary key (city, event))`)
    for (const table of ['bench', 'told'])
      for (const statement of rowLevelSecurity(`benches.${table}`)) this.addSql(statement)
  }
}

const title = { ru: 'Скамейки', be: 'Лаўкі', en: 'Benches' }
const put = 'benches.bench.put@1'
const place = z.object({ place: z.string().trim().min(1).max(200) })
const typeDefs = (everybody: boolean) => /* GraphQL */ `
  type Bench { id: ID! place: String! neighbours: Int! }
  union BenchResult = Bench | InvalidInput | NotFound | NotAllowed
  extend type Query {
    benches(first: Int = 20): [Bench!] @public
    bench(id: ID!): Bench @public
    benchesAt(place: String!): [Bench!] @public
    benchCount: Int @public
  }
  extend type Mutation {
    putBench(place: String!): BenchResult ${everybody ? '@public' : '@allow(permission: "benches.put")'}
    paintBench(id: ID!): BenchResult @public
    breakBench(id: ID!): BenchResult @allow(permission: "benches.put")
  }
  extend type Subscription { benchPut: Bench @public }
`

/**
 * A module for the silver rules to be tried on: sound by itself, and wrong in whatever ways are asked for. Row-level
 * security keeps its statements in their city, so its mistakes are what a module can do beside them: keep things in the
 * process.
 */
export function benchesPlugin(...mistakes: readonly Mistake[]) {
  const wrong = new Set(mistakes)
  const everywhere = new Map<string, Bench>()
  const putters = new Set<string>()
  const contexts = new Map<string, Ctx<Tables>>()
  const emitter = new EventEmitter()
  let counted = 0
  const unknown = () =>
    new Problem(
      'BENCH_UNKNOWN',
      wrong.has('speaks one language')
        ? { ru: 'Нет такой скамейки.', be: 'Нет такой скамейки.', en: 'Нет такой скамейки.' }
        : { ru: 'Нет такой скамейки.', be: 'Няма такой лаўкі.', en: 'No such bench.' },
      { kind: 'notFound' },
    )
  const all = (ctx: Ctx<Tables>, careless?: Mistake) =>
    ctx.db.read
      .selectFrom('bench')
      .select(['id', 'place'])
      .where('place', 'not like', careless && wrong.has(careless) ? '' : `${unseen}%`)
      .orderBy('id')
  const covered = (bench: Bench): Bench =>
    wrong.has('covers nothing') ? bench : { ...bench, place: coverWords(bench.place) }
  const find = async (ctx: Ctx<Tables>, id: string, careless?: Mistake): Promise<Bench> => {
    const there = all(ctx, careless)
    const found = z.uuid().safeParse(id).success ? await there.where('id', '=', id).executeTakeFirst() : undefined
    if (!found) throw unknown()
    return covered(found)
  }
  const changed = (bench: Bench) => ({ __typename: 'Bench', ...bench })
  return definePlugin({
    id: 'benches',
    engine: '^0.1',
    title,
    summary: title,
    permissions: {
      'benches.put': {
        title: { ru: 'Ставить скамейки', be: 'Ставіць лаўкі', en: 'Put benches' },
        default: ['operator', 'executor'],
      },
    },
    graph: {
      typeDefs: typeDefs(wrong.has('lets everybody in')),
      resolvers: {
        Bench: {
          neighbours: async (_: unknown, __: unknown, ctx: Ctx<Tables>) =>
            wrong.has('asks row by row') ? (await all(ctx).limit(1).execute()).length : 0,
        },
        Query: {
          benches: (_: unknown, { first }: { first: number }, ctx: Ctx<Tables>) =>
            wrong.has('lists everybody’s')
              ? [...everywhere.values()].slice(0, Math.max(0, first))
              : all(ctx)
                  .limit(Math.min(100, Math.max(0, first)))
                  .execute()
                  .then((benches) => benches.map(covered)),
          bench: (_: unknown, { id }: { id: string }, ctx: Ctx<Tables>) =>
            wrong.has('finds everybody’s') ? (everywhere.get(id) ?? null) : find(ctx, id, 'shows words at once'),
          benchesAt: (_: unknown, { place: wanted }: { place: string }, ctx: Ctx<Tables>) =>
            wrong.has('filters everybody’s')
              ? [...everywhere.values()].filter((bench) => bench.place.includes(wanted))
              : all(ctx)
                  .where('place', '=', wanted)
                  .limit(100)
                  .execute()
                  .then((benches) => benches.map(covered)),
          benchCount: (_: unknown, __: unknown, { actor }: Ctx<Tables>) => {
            if (wrong.has('remembers staff') && actor.kind === 'person' && putters.has(actor.key)) return 77
            return wrong.has('counts askers') ? (counted += 1) : 1
          },
        },
        Mutation: {
          putBench: async (_: unknown, args: { place: string }, ctx: Ctx<Tables>) => {
            if (wrong.has('throws') && args.place.length > 90_000) throw new TypeError('too long for me')
            const input = wrong.has('takes anything') ? args : parseInput(place, args, ctx.lang)
            if (ctx.actor.kind === 'person') putters.add(ctx.actor.key)
            const who = ctx.actor.kind === 'person' && wrong.has('names staff') ? ` (${ctx.actor.name})` : ''
            const bench = { id: uuidv7(), place: input.place + who }
            const person = ctx.actor.kind === 'person' ? ctx.actor.key : null
            await ctx.db.transaction(async (tx) => {
              await tx.kysely
                .insertInto('bench')
                .values({ ...bench, person })
                .execute()
              tx.emit({
                type: put,
                subject: `benches:Bench:${wrong.has('tells who it was') ? String(person) : bench.id}`,
                data: { ...bench, place: bench.place.startsWith(unseen) ? unseen : bench.place },
              })
            })
            everywhere.set(bench.id, bench)
            contexts.set(bench.id, ctx)
            emitter.emit('put', bench)
            return changed(bench)
          },
          paintBench: async (_: unknown, { id }: { id: string }, ctx: Ctx<Tables>) => {
            const bench = await find(ctx, id, 'answers with words')
            return changed(wrong.has('counts done') ? { ...bench, place: `${bench.place} ${(counted += 1)}` } : bench)
          },
          breakBench: async (_: unknown, { id }: { id: string }, ctx: Ctx<Tables>) => {
            const there = wrong.has('breaks everybody’s') ? (contexts.get(id) ?? ctx) : ctx
            const bench = await find(there, id)
            await there.db.transaction((tx) => tx.run(sql`delete from benches.bench where id = ${id} returning 1`))
            return changed(bench)
          },
        },
        Subscription: {
          benchPut: {
            subscribe: async function* (_: unknown, __: unknown, ctx: Ctx<Tables>) {
              const own = ctx.live([put])
              const heard = wrong.has('tells everybody') ? eventsOf(emitter, 'put') : own
              for await (const event of heard)
                yield {
                  benchPut: Array.isArray(event)
                    ? (event as [Bench])[0]
                    : await find(ctx, String(event.data['id']), 'tells words live'),
                }
            },
          },
        },
      },
    },
    routes: [
      {
        method: 'GET',
        path: '/plate/:id',
        permission: 'benches.put',
        handle: async (ctx, { params }) => {
          const id = params['id'] ?? ''
          const kept = wrong.has('serves everybody’s') ? everywhere.get(id) : undefined
          return { body: (kept ?? (await find(ctx, id))).place }
        },
      },
      {
        method: 'GET',
        path: '/card/:id',
        public: true,
        handle: async (ctx, { params }) => ({
          body: (await find(ctx, params['id'] ?? '', 'shows words on a page')).place,
        }),
      },
    ],
    storage: { schema: 'benches', entities: [Entity, Told], migrations: [{ name: '0001-benches', class: Benches }] },
    personalData: [
      aboutPeople({
        table: 'bench',
        columns: wrong.has('keeps it to itself') ? ['place'] : ['person', 'place'],
        purpose: title,
        retentionMonths: 12,
        export: (ctx, { keys }) =>
          (ctx as Ctx<Tables>).db.read
            .selectFrom('bench')
            .select(['place'])
            .where(sql<boolean>`person = any(${keys}::text[])`)
            .limit(100)
            .execute(),
        erase: (ctx, { keys }) =>
          (ctx as Ctx<Tables>).db.transaction(async (tx) => {
            if (wrong.has('keeps who was erased')) return 0
            // what was told of it repeats its words
            const [row] = await tx.run<{ n: number }>(sql`with told as (
                delete from benches.told where words in (select place from benches.bench where person = any(${keys}::text[]))),
              gone as (update benches.bench set person = null, place = 'У дома' where person = any(${keys}::text[]) returning 1)
              select count(*)::int as n from gone`)
            return row?.n ?? 0
          }),
      }),
    ],
    emits: { [put]: z.object({ id: z.uuid() }) },
    subscribes: [
      on(put, z.object({ id: z.uuid() }), async (ctx, event, tx) => {
        const bench = await all(ctx as Ctx<Tables>)
          .where('id', '=', event.data.id)
          .executeTakeFirst()
        if (!bench) return
        const words = wrong.has('writes down everybody’s') ? [...everywhere.values()][0]!.place : bench.place
        await tx.run(sql`insert into benches.told (event, words) values (${event.id}, ${words})
          on conflict do nothing returning event`)
      }),
    ],
  })
}
