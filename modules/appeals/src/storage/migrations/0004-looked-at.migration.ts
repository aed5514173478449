import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/**
 * Words of residents wait for a look. The defaults are what an older host beside this one leaves behind: nobody has
 * looked at what it took in, so it waits too.
 */
export class LookedAt extends Migration {
  override up(): void {
    this.addSql(`alter table appeals.report
      add column text_state text not null default 'WAITING', add column waiting_since timestamptz(3) null,
      add column look_due timestamptz(3) null,
      add column covers int not null default 0, add column withdrawn_at timestamptz(3) null,
      add column withdrawn_reason text null`)
    this.addSql(`alter table appeals.history add column note_state text not null default 'WAITING'`)
    // staff have acted on it: a step with the name of a person of the city
    this.addSql(`update appeals.report set text_state = 'SHOWN' where exists (select from appeals.history h
      where h.city = report.city and h.report = report.id and h.actor_name is not null)`)
    this.addSql(`update appeals.history note set note_state = 'SHOWN'
      where kind = 'REOPENED' and exists (select from appeals.history h where h.city = note.city
        and h.report = note.report and h.actor_name is not null and (h.at, h.id) > (note.at, note.id))`)
    this.addSql(`update appeals.report set waiting_since = updated_at
      where status not in ('REJECTED', 'WITHDRAWN') and (
        text_state = 'WAITING' and (text is not null or object is null and address is not null)
        or photo_consent and exists (select from appeals.report_photo p where p.city = report.city
          and p.report = report.id and p.visibility = 'CHECKING')
        or exists (select from appeals.history h where h.city = report.city and h.report = report.id
          and h.kind = 'REOPENED' and h.note is not null and h.note_state = 'WAITING'))`)
    this.addSql(`alter table appeals.report alter column waiting_since set default now()`)
    this.addSql(
      `create index report_waiting_index on appeals.report (city, waiting_since, id) where waiting_since is not null`,
    )
    this.addSql(`create table appeals.cover (
      city int not null default core.current_city(), report uuid not null, id uuid not null, part text not null,
        step uuid null, start int not null, stop int not null,
      actor text not null, at timestamptz(3) not null,
      constraint cover_pkey primary key (city, report, id))`)
    this.addSql(`create table appeals.look (
      city int not null default core.current_city(), report uuid not null, id uuid not null, at timestamptz(3) not null,
        kind text not null, actor text not null, actor_name text null, department text null, note text null,
        seconds smallint not null default 0,
      constraint look_pkey primary key (city, report, id))`)
    this.addSql(`create index look_day_index on appeals.look (city, at)`)
    for (const table of ['cover', 'look'])
      for (const statement of rowLevelSecurity(`appeals.${table}`)) this.addSql(statement)
  }
}
