import { defineEntity, p } from '@vmeste/sdk/storage'

export const ModuleHealthEntity = defineEntity({
  name: 'ModuleHealth',
  schema: 'core',
  tableName: 'module_health',
  properties: {
    host: p.uuid().primary(),
    module: p.text().primary(),
    city: p.integer().primary(),
    state: p.text(),
    reason: p.text().nullable(),
    since: p.datetime(3),
    seenAt: p.datetime(3),
  },
})
