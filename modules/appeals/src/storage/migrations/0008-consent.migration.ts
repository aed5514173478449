import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/**
 * What somebody agreed to when they left a contact. Contacts of before get no row: nothing is written down that nobody
 * asked; their owners have said yes by the link in a letter, or hear nothing.
 */
export class ConsentMigration extends Migration {
  override up(): void {
    this.addSql(`create table appeals.consent (
      city int not null default core.current_city(), report uuid not null, id uuid not null, supporter uuid null,
      purpose text not null, words text not null, operator text not null, months smallint not null, lang text not null,
      given_at timestamptz(3) not null, withdrawn_at timestamptz(3) null,
      constraint consent_pkey primary key (city, report, id))`)
    for (const statement of rowLevelSecurity('appeals.consent')) this.addSql(statement)
  }
}
