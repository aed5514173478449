import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/** Codes by which somebody shows a bot who they are. */
export class MessengerMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.messenger_code (
      city int not null default core.current_city(), hash text not null, person text not null, lang text not null,
      until timestamptz(3) not null,
      constraint messenger_code_pkey primary key (city, hash))`)
    for (const statement of rowLevelSecurity('civic.messenger_code')) this.addSql(statement)
  }
}
