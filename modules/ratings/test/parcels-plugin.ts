import { definePlugin, rateable, z, type Ctx, type RateableSource, type Text } from '@vmeste/sdk'

const text = { ru: 'Посылки', be: 'Пасылкі', en: 'Parcels' }
/** A parcel of one city alone. */
export const parcelIn = (city: string, id: string): string => `${id}.in.${city}`
/** Whom it was done for, by the key that its page is opened with. */
export const keyOfParcel = (id: string): string => `key-of-${id}`
export interface Told {
  readonly id: string
  readonly event: string
  readonly subject: Text
  readonly text: Text
  readonly href: string
}

/** A stranger whom nobody here has heard of: it finishes things for people, and lets them be rated. */
export function parcelsPlugin() {
  const told = new Map<string, Told>()
  const source: RateableSource = {
    subject: async (ctx, { id, access }) =>
      id.startsWith('LOST') || (id.includes('.in.') && id !== parcelIn(ctx.city.slug, id.split('.in.')[0]!))
        ? undefined
        : {
            title: `Посылка ${id}`,
            department: id.startsWith('NOBODY') ? null : 'POST',
            finishedAt: ctx.clock.now(),
            mine: access === keyOfParcel(id) || ctx.actor.kind === 'system',
          },
    // told again for the same event, they hear it once from each who tells
    tell: async (_ctx, id, note) => {
      const key = `${note.event} ${note.href.slice(0, 3)}`
      if (!told.has(key)) told.set(key, { id, ...note })
    },
  }
  const plugin = definePlugin({
    id: 'parcels',
    engine: '^0.1',
    title: text,
    summary: text,
    graph: {
      typeDefs: /* GraphQL */ `
        type Parcel {
          id: ID!
        }
        extend type Query {
          parcels(ids: [ID!]!): [Parcel!] @public
        }
        extend type Mutation {
          handParcel(id: ID!): Parcel @public
        }
      `,
      resolvers: {
        Query: { parcels: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })) },
        Mutation: {
          handParcel: (_: unknown, { id }: { id: string }, ctx: Ctx) =>
            ctx.db.transaction(async (tx) => {
              tx.emit({ type: 'parcels.parcel.handed@1', subject: `parcels:Parcel:${id}`, data: {} })
              return { id }
            }),
        },
      },
    },
    storage: { schema: 'parcels', entities: [], migrations: [] },
    emits: { 'parcels.parcel.handed@1': z.object({}) },
    provides: [rateable('Parcel', source, { finished: 'parcels.parcel.handed@1' })],
  })
  return { plugin, told }
}
