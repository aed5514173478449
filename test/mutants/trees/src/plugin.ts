import { definePlugin, Notifications, on, z } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { resolvers, typeDefs } from './graph.ts'
import { inspectAfterStorm } from './inspect-after-storm.ts'
import { storage } from './storage.ts'

const title = { ru: 'Деревья', be: 'Дрэвы', en: 'Trees' }

export default definePlugin({
  id: 'trees',
  engine: '^0.1',
  title,
  summary: {
    ru: 'Где какое дерево, и цело ли оно после бури.',
    be: 'Дзе якое дрэва, і ці цэлае яно пасля буры.',
    en: 'Which tree is where, and whether it has outlived the storm.',
  },
  permissions: {
    'trees.plant': { title: { ru: 'Сажать деревья', be: 'Саджаць дрэвы', en: 'Plant trees' }, default: ['operator'] },
  },
  graph: { typeDefs, resolvers },
  storage,
  emits: {
    'trees.tree.planted@1': z.object({ tree: z.uuid() }),
    'trees.inspection.due@1': z.object({ street: z.string() }),
  },
  subscribes: [on('weather.storm.passed@1', z.object({ wind: z.number(), street: z.string() }), inspectAfterStorm)],
  uses: [Notifications],
  jobs: {
    count: {
      cron: '17 3 * * *',
      run: async (ctx) => {
        await sql`select count(*) from trees.tree`.execute(ctx.db.read)
      },
    },
  },
})
