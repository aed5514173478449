import { Migration } from '@vmeste/sdk/storage'

/** The last export of a module in a city that was taken to its end: what a deletion may rest on. */
export class ModuleExportMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.module_export (
      city int not null, module text not null, digest text not null, rows int not null, by text not null, at timestamptz(3) not null,
      constraint module_export_pkey primary key (city, module))`)
  }
}
