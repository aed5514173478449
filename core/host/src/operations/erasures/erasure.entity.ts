import { defineEntity, p } from '@vmeste/sdk/storage'

/** That something was erased, by a keyed hash: nobody can read from it whom or what. */
export const ErasureEntity = defineEntity({
  name: 'Erasure',
  schema: 'core',
  tableName: 'erasure',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    hash: p.text(),
    /** To the microsecond: their order counts. */
    at: p.datetime(6).index('erasure_at_index'),
  },
})
