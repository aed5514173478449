import { defineEntity, p } from '@vmeste/sdk/storage'

/** A photo that is no longer kept: it lies in the quarantine, or its case let go of it and it is about to be erased. */
export const FileAsideEntity = defineEntity({
  name: 'FileAside',
  schema: 'civic',
  tableName: 'file_aside',
  indexes: [
    {
      name: 'file_aside_uploader_index',
      expression:
        'create index file_aside_uploader_index on civic.file_aside (city, uploader) where uploader is not null',
    },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    uploader: p.text().nullable(),
    at: p.datetime(3),
    letGo: p.boolean(),
  },
})

/** A city in which sweeping has stopped, because too much would have gone. No row: nothing is wrong. */
export const FileSweepEntity = defineEntity({
  name: 'FileSweep',
  schema: 'civic',
  tableName: 'file_sweep',
  properties: {
    city: p.integer().primary().autoincrement(false).defaultRaw('core.current_city()'),
    stoppedAt: p.datetime(3),
    seenAt: p.datetime(3),
    wouldGo: p.integer(),
    ofAll: p.integer(),
  },
})

/** The tables as queries see them. */
export interface FileAsideTables {
  file_aside: {
    id: string
    /** Key of the person who sent it; nothing for guests. */
    uploader: string | null
    at: Date
    /** Its case must not be outlived by it: erased from disk as soon as this is committed, and never put aside. */
    let_go: boolean
  }
  file_sweep: {
    stopped_at: Date
    /** Last run that found the same. */
    seen_at: Date
    would_go: number
    of_all: number
  }
}
