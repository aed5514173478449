import { openDB } from 'idb'
import type { Queued, QueueStore } from './queued.ts'

/** The store that page and worker share. */
export function idbStore(): QueueStore {
  const database = openDB<{ queued: { key: string; value: Queued } }>('vmeste', 1, {
    upgrade: (db) => {
      db.createObjectStore('queued', { keyPath: 'key' })
    },
  })
  return {
    all: async () => (await (await database).getAll('queued')).sort((a, b) => b.at - a.at),
    put: async (item) => {
      await (await database).put('queued', item)
    },
    remove: async (key) => {
      await (await database).delete('queued', key)
    },
  }
}
