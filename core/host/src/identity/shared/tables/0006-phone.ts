import { Migration } from '@vmeste/sdk/storage'

/** A number belongs to one account; invented people live in a world of their own. */
export class Phone extends Migration {
  override up(): void {
    this.addSql(
      'alter table identity.account add column phone varchar(16) null, add column phone_confirmed_at timestamptz(3) null',
    )
    this.addSql('alter table identity.account add constraint account_phone_unique unique (phone, demonstration)')
    this.addSql(`create table identity.phone_code (
      person varchar(400) not null, hash varchar(64) not null, tries int not null default 0, expires_at timestamptz(3) not null,
      constraint phone_code_pkey primary key (person))`)
    this.addSql('create index phone_code_expires_at_index on identity.phone_code (expires_at)')
  }
}
