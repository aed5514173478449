import { definePlugin, z, type Ctx, type Text } from '@vmeste/sdk'

const text = (ru: string, be: string, en: string): Text => ({ ru, be, en })
const title = text('Башня', 'Вежа', 'Tower')
const permission = (name: string, ...roles: string[]) => ({ title: text(name, name, name), default: roles })

/** A module with a right of every kind, and a live field. */
export const tower = definePlugin({
  id: 'tower',
  engine: '^0.1',
  title,
  summary: title,
  permissions: {
    'tower.climb': permission('Подниматься', 'operator'),
    'tower.ring': permission('Звонить', 'executor'),
    'tower.look': { ...permission('Смотреть', 'operator'), openTo: 'guest' },
    'tower.names': permission('Читать имена'),
    'tower.stamp': permission('Ставить печать', 'citizen'),
  },
  graph: {
    typeDefs: /* GraphQL */ `
      extend type Query {
        climb: Boolean @allow(permission: "tower.climb")
        ring: Boolean @allow(permission: "tower.ring")
        look: Boolean @allow(permission: "tower.look")
        names: Boolean @allow(permission: "tower.names")
        stamp: Boolean @allow(permission: "tower.stamp")
      }
      extend type Subscription {
        bells: Boolean @allow(permission: "tower.climb")
      }
    `,
    resolvers: {
      Query: Object.fromEntries(['climb', 'ring', 'look', 'names', 'stamp'].map((field) => [field, () => true])),
      Subscription: {
        bells: { subscribe: (_source: unknown, _args: unknown, ctx: Ctx) => ctx.live(['tower.bell.rang@1']) },
      },
    },
  },
  emits: { 'tower.bell.rang@1': z.object({}) },
})
