import { expectTypeOf, test } from 'vitest'
import { definePlugin, Numbering, on, z, type Ctx } from './index.ts'
import type { CityTransaction } from './storage.ts'

interface Tables {
  tree: { id: string; species: string }
}

test('a module types its own tables through the contract', () => {
  const plant = (ctx: Ctx<Tables>, species: string) =>
    ctx.db.transaction(async (tx) => {
      const number = await ctx.use(Numbering).next(tx, 'Д')
      await tx.kysely.insertInto('tree').values({ id: number, species }).execute()
      tx.emit({ type: 'trees.tree.planted@1', subject: `trees:Tree:${number}`, data: { species } })
      return number
    })
  const text = { ru: 'Деревья', be: 'Дрэвы', en: 'Trees' }
  definePlugin({
    id: 'trees',
    engine: '^0.1',
    title: text,
    summary: text,
    graph: {
      typeDefs: '',
      resolvers: {
        Mutation: { plant: (_: unknown, args: { species: string }, ctx: Ctx<Tables>) => plant(ctx, args.species) },
      },
    },
    subscribes: [
      on(
        'weather.storm.passed@1',
        z.object({ wind: z.number() }),
        async (_ctx: Ctx<Tables>, event, tx: CityTransaction<Tables>) => {
          expectTypeOf(event.data.wind).toBeNumber()
          await tx.kysely.selectFrom('tree').select('id').execute()
        },
      ),
    ],
  })
  expectTypeOf(plant).returns.resolves.toBeString()
})
