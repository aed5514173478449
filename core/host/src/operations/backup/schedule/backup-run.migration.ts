import { Migration } from '@vmeste/sdk/storage'

/** How each kind of copy went last, and which host is at it: one row a kind for ever. */
export class BackupRunMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.backup_run (
      kind text not null, target text null, leased_by uuid null, leased_until timestamptz(3) null, succeeded_at timestamptz(3) null,
      failed_at timestamptz(3) null, failure_code text null, failures int not null default 0, bytes bigint null,
        took_ms int null, detail jsonb not null default '{}',
      constraint backup_run_pkey primary key (kind))`)
  }
}
