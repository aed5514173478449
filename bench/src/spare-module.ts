import { definePlugin, type Plugin, type ResolverMap } from '@vmeste/sdk'

const types = 6,
  fields = 8

/** A module of ordinary size that does nothing: six types of eight fields, twelve root fields, its own permission. */
export function spareModule(number: number): Plugin {
  const id = `spare-${number}`,
    name = `Spare${number}`
  const title = { ru: `Запасной ${number}`, be: `Запасны ${number}`, en: `Spare ${number}` }
  const each = <T>(make: (at: number) => T): T[] => Array.from({ length: types }, (_, at) => make(at))
  const nothing = (): null => null
  const resolvers: ResolverMap = {
    Query: Object.fromEntries(each((at) => [`spare${number}Thing${at}`, nothing])),
    Mutation: Object.fromEntries(each((at) => [`spare${number}Change${at}`, nothing])),
  }
  return definePlugin({
    id,
    engine: '^0.1',
    title,
    summary: title,
    permissions: { [`${id}.change`]: { title, default: ['operator'] } },
    graph: {
      resolvers,
      typeDefs: `${each((at) => `type ${name}Thing${at} { ${Array.from({ length: fields }, (_, field) => `field${field}: String!`).join(' ')} }`).join('\n')}
        extend type Query { ${each((at) => `spare${number}Thing${at}(id: ID!): ${name}Thing${at} @public`).join('\n')} }
        extend type Mutation { ${each((at) => `spare${number}Change${at}(id: ID!): ${name}Thing${at} @allow(permission: "${id}.change")`).join('\n')} }`,
    },
  })
}
