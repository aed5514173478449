import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/** Recipients have a say: asked once, confirmed or refused, and not written to without end. */
export class RecipientsMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.recipient (
      city int not null default core.current_city(), hash text not null,
      asked_at timestamptz(3) null, confirmed_at timestamptz(3) null, refused_at timestamptz(3) null, person text null,
      hour_from timestamptz(3) null, hour_count int not null default 0, created_at timestamptz(3) not null,
      constraint recipient_pkey primary key (city, hash))`)
    this.addSql('create index recipient_city_person_index on civic.recipient (city, person) where person is not null')
    for (const statement of rowLevelSecurity('civic.recipient')) this.addSql(statement)
    this.addSql(
      'alter table civic.notification add column asks boolean not null default false, add column released_at timestamptz(3) null',
    )

    // the platform alone says that an address was proven to it: a module that could would confirm strangers
    this.addSql(`create function civic.prove_recipient(r_hash text, r_person text, r_at timestamptz) returns void
      language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      begin
        if core.calling_unit() not in ('core', 'civic') then
          raise exception 'only the platform proves an address' using errcode = 'object_not_in_prerequisite_state';
        end if;
        insert into civic.recipient (city, hash, confirmed_at, person, created_at) values (core.current_city(), r_hash,
          r_at, r_person, r_at)
        on conflict (city, hash) do update set confirmed_at = coalesce(civic.recipient.confirmed_at, r_at),
          person = coalesce(civic.recipient.person, r_person);
      end $$`)
  }
}
