import { Migration } from '@vmeste/sdk/storage'

export class RightsTakenMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.rights_taken (
      city int not null, person text not null, keeps jsonb not null, at timestamptz(3) not null,
      constraint rights_taken_pkey primary key (city, person))`)
    this.addSql('create index rights_taken_at_index on core.rights_taken (at)')
  }
}
