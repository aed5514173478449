import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** Imports of tables: kept by modules in the transaction that writes the rows, of their own tables only. */
export class TablesMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.table_import (
      city int not null default core.current_city(), id uuid not null, module text not null, table_name text not null, by text null,
      at timestamptz(3) not null, created int not null, updated int not null, undone_at timestamptz(3) null,
      constraint table_import_pkey primary key (city, id))`)
    this.addSql(`create index table_import_table_index on civic.table_import (city, table_name, at)`)
    this.addSql(`create index table_import_by_index on civic.table_import (city, by) where by is not null`)
    this.addSql(`create table civic.table_import_row (
      city int not null default core.current_city(), import uuid not null, number int not null, key text not null, before jsonb null,
      kept text null, after jsonb not null,
      constraint table_import_row_pkey primary key (city, import, number))`)
    for (const table of ['table_import', 'table_import_row'])
      for (const statement of rowLevelSecurity(`civic.${table}`)) this.addSql(statement)

    this.addSql(`create function civic.keep_import(i_id uuid, i_table text, i_by text, i_at timestamptz, i_created int, i_updated int)
      returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
        with made as (
          insert into civic.table_import (city, id, module, table_name, by, at, created, updated)
          select core.current_city(), i_id, split_part(i_table, ':', 1), i_table, i_by, i_at, i_created, i_updated
          where ${ownSubject('i_table')}
          returning id)
        select exists (select from made) $$`)
    this.addSql(`create function civic.keep_import_rows(i_id uuid, i_rows jsonb) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into civic.table_import_row (city, import, number, key, before, kept, after)
        select core.current_city(), i_id, (one->>'number')::int, one->>'key', nullif(one->'before', 'null'::jsonb), one->>'kept',
          one->'after'
        from jsonb_array_elements(i_rows) as rows (one)
        where exists (select from civic.table_import made where made.city = core.current_city() and made.id = i_id
          and ${ownSubject('made.table_name')}) $$`)
    this.addSql(`create function civic.own_imports(i_table text, i_since timestamptz)
        returns table (id uuid, by text, at timestamptz, created int, updated int, undone_at timestamptz)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select made.id, made.by, made.at, made.created, made.updated, made.undone_at from civic.table_import made
        where made.city = core.current_city() and made.table_name = i_table and made.at > i_since and ${ownSubject('made.table_name')}
        order by made.at desc, made.id desc limit 50 $$`)
    this.addSql(`create function civic.take_import_back(i_table text, i_id uuid, i_since timestamptz, i_at timestamptz) returns boolean
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with taken as (
          update civic.table_import made set undone_at = i_at
          where made.city = core.current_city() and made.id = i_id and made.table_name = i_table and made.at > i_since
            and made.undone_at is null and ${ownSubject('made.table_name')}
          returning id)
        select exists (select from taken) $$`)
    this.addSql(`create function civic.take_import_rows(i_id uuid, i_most int)
        returns table (key text, before jsonb, kept text, after jsonb)
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with taken as (
          delete from civic.table_import_row gone
          where gone.city = core.current_city() and gone.import = i_id
            and gone.number in (select next.number from civic.table_import_row next
              where next.city = core.current_city() and next.import = i_id order by next.number limit i_most)
            and exists (select from civic.table_import made where made.city = core.current_city() and made.id = i_id
              and ${ownSubject('made.table_name')})
          returning gone.number, gone.key, gone.before, gone.kept, gone.after)
        select taken.key, taken.before, taken.kept, taken.after from taken order by taken.number $$`)
  }
}
