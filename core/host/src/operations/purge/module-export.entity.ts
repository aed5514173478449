import { defineEntity, p } from '@vmeste/sdk/storage'

export const ModuleExportEntity = defineEntity({
  name: 'ModuleExport',
  schema: 'core',
  tableName: 'module_export',
  properties: {
    city: p.integer().primary(),
    module: p.text().primary(),
    digest: p.text(),
    rows: p.integer(),
    by: p.text(),
    at: p.datetime(3),
  },
})
