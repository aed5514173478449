import { Migration } from '@vmeste/sdk/storage'

/** Networks and browsers somebody has signed in from, by a keyed hash. */
export class KnownPlaces extends Migration {
  override up(): void {
    this.addSql(`create table identity.known_place (
      account_id uuid not null, place varchar(64) not null, seen_at timestamptz(3) not null default now(),
      constraint known_place_pkey primary key (account_id, place))`)
    this.addSql(
      `alter table identity.known_place add constraint known_place_account_id_foreign foreign key (account_id)
        references identity.account (id) on delete cascade`,
    )
    this.addSql('create index known_place_seen_at_index on identity.known_place (seen_at)')
  }
}
