import { defineEntity, Migration, p } from '@vmeste/sdk/storage'

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

/** The last export of a module in a city that was taken to its end: what a deletion may rest on. */
export class ModuleExportMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.module_export (
      city int not null, module text not null, digest text not null, rows int not null, by text not null, at timestamptz(3) not null,
      constraint module_export_pkey primary key (city, module))`)
  }
}
