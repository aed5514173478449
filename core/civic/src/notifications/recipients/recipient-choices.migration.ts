import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/**
 * What a recipient can say besides yes and no to a city: «не об этом деле». And how often a box was asked, and the code
 * that a telephone waits with.
 */
export class RecipientChoicesMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.stopped_thing (
      city int not null default core.current_city(), box text not null, about text not null, at timestamptz(3) not null,
      constraint stopped_thing_pkey primary key (city, box, about))`)
    for (const statement of rowLevelSecurity('civic.stopped_thing')) this.addSql(statement)
    this.addSql(`alter table civic.recipient add column asks int not null default 0,
      add column last_ask_at timestamptz(3) null, add column code text null, add column code_until timestamptz(3) null,
      add column code_tries int not null default 0`)
  }
}
