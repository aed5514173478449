/** Name, what the refusal says, statements. */
type EvilText = readonly [string, RegExp, ...string[]]

const city = `set_config('app.city', '2', false)`
const sql = (body: string, rest = ''): string =>
  `create function trees.spy(${rest}) returns setof trees.tree language sql as $body$ ${body} $body$`
const plpgsql = (body: string): string =>
  `create function trees.spy() returns int language plpgsql as $body$ begin ${body}; return 1; end $body$`
const trigger = `create function trees.spy() returns trigger language plpgsql as $body$ begin return new; end $body$`
const may = (word: string): RegExp => new RegExp(`function trees\\.spy: "${word}" may not stand there`)
const calls = /it calls set_config\(\), which does more than answer/
const hidden = /function trees\.spy: it is written so that words could be hidden/

/** Texts that a migration may leave behind in `trees`, and that would run at work: each is looked at. */
export const evilTexts: readonly EvilText[] = [
  [
    'sets the city in an argument’s default',
    /default of an argument of trees\.spy\(text\).*set_config/,
    sql('select * from trees.tree', `x text default ${city}`),
  ],
  [
    'sets the city in a domain’s default',
    /default of domain trees\.dom: .*set_config/,
    `create domain trees.dom as text default ${city}`,
  ],
  [
    'sets the city in a domain’s check',
    /constraint dom_check: .*set_config/,
    `create domain trees.dom as text check (${city} is not null)`,
  ],
  [
    'sets the city in a table’s check',
    /constraint spy: .*set_config/,
    `alter table trees.tree add constraint spy check (${city} is not null) not valid`,
  ],
  [
    'sets the city in a trigger’s condition',
    /trigger spy on trees\.tree: .*set_config/,
    trigger,
    `create trigger spy before insert on trees.tree for each row when (${city} is not null) execute function trees.spy()`,
  ],
  [
    'sets the city in a default of a view',
    /default of note in trees\.seen: .*set_config/,
    'create view trees.seen as select * from trees.tree',
    `alter view trees.seen alter column note set default ${city}`,
  ],
  [
    'sets the city in a function that is parsed at once',
    calls,
    `create function trees.spy() returns text begin atomic select ${city}; end`,
  ],
  ['sets the city in a function that returns', calls, `create function trees.spy() returns text return ${city}`],
  [
    'sets the city by a quoted name',
    calls,
    sql(`select "set_config"('app.city', '2', true); select * from trees.tree`),
  ],
  [
    'sets the city by a name with spaces',
    calls,
    sql(`select pg_catalog . /* a */ "set_config" ('app.city', '2', true); select * from trees.tree`),
  ],
  ['sets the city by a name with escapes', hidden, plpgsql(`perform U&"set\\005fconfig"('app.city', '2', true)`)],
  [
    'sets the city by a view over the settings',
    /view trees\.spy: .*changes settings/,
    'create view trees.spy as select * from pg_catalog.pg_settings',
  ],
  ['sets the city by a statement', may('set'), plpgsql(`set app.city = '2'`)],
  ['sets the city by a statement in a branch', may('set'), plpgsql(`if true then set local app.city = '2'; end if`)],
  ['forgets the city', may('reset'), plpgsql('reset app.city')],
  [
    'writes a text with escapes and runs it',
    hidden,
    plpgsql(`do E'begin perform s\\x65t_config(\\x27\\x61pp.city\\x27, \\x272\\x27, true); end'`),
  ],
  ['writes a text with octal escapes', hidden, plpgsql(`perform E's\\145t'`)],
  ['writes a text over two lines', hidden, plpgsql(`perform E'a'\n'\\x65'`)],
  ['writes a text with U&', /hidden/, plpgsql(`perform U&'\\0061pp.city'`)],
  ['runs a block', may('do'), plpgsql(`do 'begin end'`)],
  ['runs a block in its language', may('do'), plpgsql(`do language plpgsql 'begin end'`)],
  [
    'runs a text as a query',
    may('execute'),
    `create function trees.spy() returns setof trees.tree language plpgsql as $$ begin return query execute 'select'; end $$`,
  ],
  [
    'runs a text in a loop',
    may('execute'),
    `create function trees.spy(q text) returns void language plpgsql as $$ declare r record;
      begin for r in execute q loop null; end loop; end $$`,
  ],
  [
    'runs a text by a cursor',
    may('execute'),
    `create function trees.spy(q text) returns void language plpgsql as $$ declare c refcursor; begin open c for execute q; end $$`,
  ],
  [
    'runs a text as XML',
    /changes settings|it calls query_to_xml/,
    sql(`select query_to_xml('select 1', true, true, ''); select * from trees.tree`),
  ],
  ['runs a text as statistics of words', /it calls ts_stat\(\)/, plpgsql(`perform ts_stat('select 1')`)],
  [
    'lends a function that calls one which takes the walls down',
    /function trees\.helper: "alter" may not stand there/,
    `create function trees.helper() returns void language plpgsql as 'begin alter table trees.tree no force row level security; end'`,
    `create function trees.lent() returns void language sql security definer set search_path = pg_catalog,
      pg_temp as 'select trees.helper()'`,
  ],
  [
    'takes the walls down in a function of sql',
    may('alter'),
    `create function trees.spy() returns void language sql as 'alter table trees.tree no force row level security'`,
  ],
  [
    'makes a table in a function of sql',
    may('select into'),
    `create function trees.spy() returns void language sql as 'select * into trees.copy from trees.tree'`,
  ],
  ['makes a table in a function', may('create'), plpgsql('create table trees.copy as select * from trees.tree')],
  ['empties its table in all cities', may('truncate'), plpgsql('truncate trees.tree')],
  ['gives rights in a function', may('grant'), plpgsql('grant select on trees.tree to public')],
  ['takes a lock in a function', may('lock'), plpgsql('lock table trees.tree')],
  [
    'locks by number in a default',
    /changes settings, or reaches what the database shares/,
    'alter table trees.tree add column extra int',
    'create function trees.spy() returns int language sql as $$ select 1 from pg_advisory_lock(1) $$',
  ],
  ['ends connections in a function', /it calls pg_terminate_backend\(\)/, plpgsql('perform pg_terminate_backend(1)')],
  ['has a procedure', /no procedures of its own/, `create procedure trees.spy() language sql as 'select 1'`],
  [
    'has an operator',
    /nothing of this kind/,
    `create operator trees.=== (leftarg = int, rightarg = int, function = int4eq)`,
  ],
  [
    'has a cast',
    /nothing of this kind/,
    `create type trees.mood as enum ('good')`,
    'create cast (trees.mood as int) with inout',
  ],
  [
    'has a range with functions',
    /enums, domains and records/,
    'create type trees.span as range (subtype = float8, subtype_diff = float8mi)',
  ],
  ['has a collation', /nothing of this kind/, `create collation trees.own from "C"`],
  [
    'has a dictionary',
    /nothing of this kind/,
    'create text search dictionary trees.words (template = pg_catalog.simple)',
  ],
  [
    'has a conversion',
    /nothing of this kind/,
    `create conversion trees.own for 'UTF8' to 'LATIN1' from pg_catalog.utf8_to_iso8859_1`,
  ],
  ['has a rule', /no rules of its own/, `create rule spy as on update to trees.tree do also select 1`],
  [
    'settles what its role begins with',
    /the role of its migrations has settings of its own/,
    `alter role current_user set standard_conforming_strings = off`,
  ],
]
