import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class Ratings extends Migration {
  override up(): void {
    this.addSql(`create table ratings.object (
      city int not null default core.current_city(), code text not null, kind text not null, title jsonb not null,
        parent text null, department text null, active boolean not null,
      created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
      constraint object_pkey primary key (city, code))`)
    this.addSql(`create table ratings.invitation (
      city int not null default core.current_city(), id uuid not null, subject text not null, object text not null,
        title text not null, token_hash text not null, event text not null,
      created_at timestamptz(3) not null, expires_at timestamptz(3) not null, used_at timestamptz(3) null,
      constraint invitation_pkey primary key (city, id))`)
    this.addSql(`alter table ratings.invitation add constraint invitation_subject_unique unique (city, subject)`)
    this.addSql(`alter table ratings.invitation add constraint invitation_token_unique unique (city, token_hash)`)
    this.addSql(`create table ratings.rating (
      city int not null default core.current_city(), id uuid not null, object text not null, subject text null,
        verified boolean not null, counted boolean not null,
      simplicity smallint not null, information smallint not null, timeliness smallint not null, courtesy smallint not null,
      rater text not null, person text null, comment text null, comment_state text not null, hidden_reason text null,
      answer text null, answered_by text null, answered_at timestamptz(3) null, created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
      constraint rating_pkey primary key (city, id))`)
    this.addSql(`alter table ratings.rating add constraint rating_subject_unique unique (city, subject)`)
    this.addSql(`create index rating_rater_index on ratings.rating (city, rater, created_at)`)
    this.addSql(`create index rating_object_index on ratings.rating (city, object, created_at, id)`)
    this.addSql(`create index rating_newest_index on ratings.rating (city, created_at, id)`)
    this.addSql(`create index rating_person_index on ratings.rating (city, person) where person is not null`)
    this.addSql(`create table ratings.tally (
      city int not null default core.current_city(), object text not null, month date not null, verified boolean not null, n int not null,
      simplicity int not null, information int not null, timeliness int not null, courtesy int not null,
      constraint tally_pkey primary key (city, object, month, verified))`)
    for (const table of ['object', 'invitation', 'rating', 'tally'])
      for (const statement of rowLevelSecurity(`ratings.${table}`)) this.addSql(statement)
  }
}
