import { definePlugin, z } from '@vmeste/sdk'

const text = { ru: 'Погода', be: 'Надвор’е', en: 'Weather' }

/** The neighbour: tells of storms, and has a page of its own. */
export const weather = definePlugin({
  id: 'weather',
  engine: '^0.1',
  title: text,
  summary: text,
  graph: { typeDefs: 'extend type Query { storms: Int! @public }', resolvers: { Query: { storms: () => 0 } } },
  emits: { 'weather.storm.passed@1': z.object({ wind: z.number(), street: z.string() }) },
})
