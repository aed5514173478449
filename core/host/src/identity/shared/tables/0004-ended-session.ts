import { Migration } from '@vmeste/sdk/storage'

export class EndedSessions extends Migration {
  override up(): void {
    this.addSql(`create table identity.ended_session (
      sid varchar(64) not null, ended_at timestamptz(3) not null default now(), constraint ended_session_pkey primary key (sid))`)
    this.addSql('create index ended_session_ended_at_index on identity.ended_session (ended_at)')
  }
}
