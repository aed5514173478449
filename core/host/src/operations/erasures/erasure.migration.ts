import { Migration } from '@vmeste/sdk/storage'

/** The book of erasures: a restore of an older backup reads it and erases again. */
export class ErasureMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.erasure (
      id uuid not null, kind text not null, hash text not null, at timestamptz(6) not null, constraint erasure_pkey primary key (id))`)
    // the number of the installation alone; its row is the owner's
    this.addSql(
      `create function core.installation_id() returns uuid language sql stable security definer
        set search_path = pg_catalog, pg_temp as $$ select id from core.installation $$`,
    )
    this.addSql('create index erasure_at_index on core.erasure (at)')
  }
}
