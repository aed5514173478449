import { defineEntity, p } from '@vmeste/sdk/storage'

export const WriteProbeEntity = defineEntity({
  name: 'WriteProbe',
  schema: 'core',
  tableName: 'write_probe',
  properties: { one: p.boolean().primary(), at: p.datetime(3) },
})
