import { definePlugin, z, type Plugin } from '@vmeste/sdk'
import type { RestingModule } from './resting-module.ts'

/**
 * Stands in for a resting module where events are handed out: what it hears is set aside under the names of its
 * handlers, and delivered when a later start has the module again. Nothing of it is ever called, for it is on in no
 * city.
 */
export const setAsideFor = ({ id, title, summary, hears }: RestingModule): Plugin =>
  definePlugin({
    id,
    engine: '^0.1',
    title,
    summary,
    storage: { schema: id.replaceAll('-', '_'), entities: [], migrations: [] },
    subscribes: hears.map((each) => ({
      ...each,
      schema: z.unknown(),
      handle: () => Promise.reject(new Error(`${id} rests`)),
    })),
  })
