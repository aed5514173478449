import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/** What people have chosen, what has left for them, and services that nobody hears in. */
export class ReachMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.reach (
      city int not null default core.current_city(), person text not null, lang text not null, email boolean not null,
      pace text not null, quiet_from int not null, quiet_until int not null, changed_at timestamptz(3) not null,
      constraint reach_pkey primary key (city, person))`)
    this.addSql(`create table civic.reached (
      city int not null default core.current_city(), person text not null, mark text not null, at timestamptz(3) not null,
      constraint reached_pkey primary key (city, person, mark))`)
    this.addSql('create index reached_city_at_index on civic.reached (city, at)')
    this.addSql(`create table civic.unheard (
      city int not null default core.current_city(), department text not null, since timestamptz(3) not null,
      constraint unheard_pkey primary key (city, department))`)
    for (const table of ['reach', 'reached', 'unheard'])
      for (const statement of rowLevelSecurity(`civic.${table}`)) this.addSql(statement)
    this.addSql('alter table civic.notification add column urgent boolean not null default false')
    this.addSql(`create function civic.notice_urgent(n_event text, n_recipient text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.notification set urgent = true where city = core.current_city() and event = n_event
          and recipient = n_recipient and channel = 'PORTAL' $$`)
    this.addSql(`create function civic.note_unheard(u_department text, u_at timestamptz) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into civic.unheard (city, department, since) values (core.current_city(), u_department, u_at)
        on conflict (city, department) do nothing $$`)
  }
}
