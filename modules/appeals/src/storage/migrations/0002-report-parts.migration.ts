import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class ReportParts extends Migration {
  override up(): void {
    this.addSql(`create table appeals.report_photo (
      city int not null default core.current_city(), report uuid not null, file uuid not null, kind text not null,
        round smallint not null, position smallint not null,
      visibility text not null, checked_by text null, checked_at timestamptz(3) null,
      constraint report_photo_pkey primary key (city, report, file))`)
    this.addSql(
      `create index report_photo_checking_index on appeals.report_photo (city, report) where visibility = 'CHECKING'`,
    )
    this.addSql(`create table appeals.history (
      city int not null default core.current_city(), report uuid not null, id uuid not null, at timestamptz(3) not null, kind text not null,
      status_from text null, status_to text not null, actor text not null, actor_name text null, department text null,
      note text null, day date null, rating smallint null, public boolean not null,
      constraint history_pkey primary key (city, report, id))`)
    this.addSql(`create table appeals.supporter (
      city int not null default core.current_city(), report uuid not null, id uuid not null, actor_hash text not null,
        submission_hash text not null,
      tracking_hash text not null, person text null, contact_email text null, contact_phone text null,
        lang text not null, created_at timestamptz(3) not null,
      constraint supporter_pkey primary key (city, report, id))`)
    this.addSql(`alter table appeals.supporter add constraint supporter_once_unique unique (city, report, actor_hash)`)
    this.addSql(`alter table appeals.supporter add constraint supporter_tracking_unique unique (city, tracking_hash)`)
    this.addSql(`create index supporter_person_index on appeals.supporter (city, person) where person is not null`)
    this.addSql(`create index supporter_actor_index on appeals.supporter (city, actor_hash, created_at)`)
    this.addSql(`create table appeals.draft (
      city int not null default core.current_city(), report uuid not null, staff text not null, text text not null,
        photos uuid[] not null, updated_at timestamptz(3) not null,
      constraint draft_pkey primary key (city, report, staff))`)
    for (const table of ['report_photo', 'history', 'supporter', 'draft'])
      for (const statement of rowLevelSecurity(`appeals.${table}`)) this.addSql(statement)
  }
}
