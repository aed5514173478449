import { Migration } from '@vmeste/sdk/storage'

/** One row, for the owner alone: no role that a host works as can see it. */
export class InstallationMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.installation (
      one boolean not null default true constraint installation_one_check check (one), id uuid not null, fingerprint text,
      data_noted boolean not null default false, migrated_by text not null, migrated_at timestamptz(3) not null default now(),
      constraint installation_pkey primary key (one))`)
  }
}
