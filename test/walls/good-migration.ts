import { rowLevelSecurity } from '@vmeste/sdk/storage'

const key = 'city int not null default core.current_city(), id int not null'

/** One of each thing that a module may bring. */
export const goodMigration: readonly string[] = [
  `create type good.mood as enum ('set', 'do', 'execute')`,
  `create type good.pair as (a int, b text)`,
  `create domain good.word as text default E'липа\n1' check (value ~ '^\\S+\\s\\d$' and length(value) between 1 and 99)`,
  `create sequence good.number`,
  `create function good.twice(n int, by int default 2) returns int immutable language sql as 'select n * by'`,
  `create function good.fresh() returns uuid language sql begin atomic select gen_random_uuid(); end`,
  `create function good.later(n int) returns timestamptz stable set search_path = pg_catalog,
    pg_temp return now() + make_interval(days => n)`,
  `create table good.kind (${key}, primary key (city, id))`,
  ...rowLevelSecurity('good.kind'),
  `create table good.thing (${key}, word good.word not null, mood good.mood not null default 'set', kind int not null,
    said int not null default 0, number bigint not null default nextval('good.number'),
    token uuid not null default gen_random_uuid(), at timestamptz not null default clock_timestamp(),
      doubled int generated always as (good.twice(id)) stored, words tsvector, pair good.pair,
    primary key (city, id), foreign key (city, kind) references good.kind (city, id) on delete cascade, exclude
      using btree (city with =, id with =), check (id > 0 or word is not null))`,
  ...rowLevelSecurity('good.thing'),
  `create index thing_lower on good.thing (city, lower(word::text), good.twice(id)) where said > 0`,
  `create statistics good.seen on city, (id + kind) from good.thing`,
  `create view good.open with (security_invoker = true) as select t.*, coalesce((select count(*) from good.kind k
    where k.city = t.city), 0) as kinds from good.thing t where mood = 'set'`,
  `create table good.day (${key}, day date not null, primary key (city, id, day)) partition by range (day)`,
  ...rowLevelSecurity('good.day'),
  `create table good.day_2026 partition of good.day for values from ('2026-01-01') to ('2027-01-01')`,
  ...rowLevelSecurity('good.day_2026'),
  `create function good.say() returns trigger language plpgsql as $body$
    #variable_conflict use_column
    declare
      n int := 0; r record; "set" text := 'do $$ execute $$';
      c cursor (k int) for select id from good.kind where id = k;
    begin
      /* set app.city /* do */ execute */ -- alter
      <<outer>>
      for i in 1..3 loop
        n := n + 1;
        continue outer when n = 1;
        exit outer when n > 1;
      end loop outer;
      for r in select id from good.kind where id = new.kind loop
        if r.id = 1 then new.said = n; elsif r.id > 1 then null; else raise exception 'no % here', r.id
          using errcode = 'P0001', hint = 'set it'; end if;
      end loop;
      begin
        insert into good.day (city, id, day) values (new.city, new.id, '2026-05-05') on conflict do nothing;
        update good.day set id = case when id = 1 then 1 else id end where id = new.id;
      exception when unique_violation or check_violation then
        raise notice 'twice';
      end;
      perform good.twice(n, by => 3);
      return new;
    end $body$`,
  `create trigger say before insert on good.thing for each row when (new.id > 0) execute function good.say()`,
  `create trigger words before insert
    or update on good.thing for each row execute function tsvector_update_trigger('words', 'pg_catalog.simple', 'word')`,
  `comment on table good.thing is 'set by do'`,
]
