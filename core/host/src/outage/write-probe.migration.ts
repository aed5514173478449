import { Migration } from '@vmeste/sdk/storage'

/** One row for ever: that it can be written says that anything can. */
export class WriteProbeMigration extends Migration {
  override up(): void {
    this.addSql(
      `create table core.write_probe (one boolean not null, at timestamptz(3) not null, constraint write_probe_pkey primary key (one))`,
    )
  }
}
