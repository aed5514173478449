import { Migration } from '@vmeste/sdk/storage'

/** Only what is not well has a row, and only while its host says so: the table stays as small as the trouble is. */
export class ModuleHealthMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.module_health (
      host uuid not null, module text not null, city int not null, state text not null, reason text,
        since timestamptz(3) not null, seen_at timestamptz(3) not null,
      constraint module_health_pkey primary key (host, module, city))`)
  }
}
