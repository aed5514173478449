import { evilTexts } from './evil-texts.ts'
import { rowLevelSecurity } from '@vmeste/sdk/storage'

export interface Evil {
  readonly name: string
  readonly statements: readonly string[]
  readonly code: string
  /** What the refusal says beside the module and the migration. */
  readonly says: RegExp
  /** Found by looking at the text of a function, a view or a default. */
  readonly looked?: true
  /** Tried on the oldest PostgreSQL too. */
  readonly oldest?: boolean
}

const key = 'city int not null default core.current_city(), id int not null, primary key (city, id)'
const refused = (name: string, statement: string, says = /permission denied|must be superuser/): Evil => ({
  name,
  statements: [statement],
  code: 'VMESTE_MIGRATION_REFUSED',
  says,
})
const broken = (name: string, says: RegExp, ...statements: string[]): Evil => ({
  name,
  statements,
  code: 'VMESTE_WALL_BROKEN',
  says,
})
const looked = (name: string, says: RegExp, ...statements: string[]): Evil => ({
  ...broken(name, says, ...statements),
  looked: true,
})
const definer = (body: string): string =>
  `create function trees.spy() returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`

const all: readonly Evil[] = [
  refused(
    'copies password hashes',
    'create table trees.stolen as select * from identity.account',
    /permission denied for schema identity/,
  ),
  refused('reads the platform', 'create table trees.stolen as select * from core.city'),
  refused(
    'reads a neighbour',
    'create table trees.stolen as select * from birds.bird',
    /permission denied for schema birds/,
  ),
  refused(
    'reads a neighbour in a function of sql',
    `create function trees.spy() returns bigint language sql as 'select count(*) from birds.bird'`,
  ),
  refused('reads the roles’ hashes', 'create table trees.stolen as select rolpassword from pg_authid'),
  refused('runs a program', `copy trees.tree (note) from program 'id'`),
  refused('runs a program with rows', `copy (select 1) to program 'cat > /dev/null'`),
  refused('reads a file', `create table trees.stolen as select pg_read_file('/etc/passwd')`),
  refused('makes a role', 'create role trees_friend login'),
  refused('makes a schema', 'create schema trees_more'),
  refused(
    'changes the platform’s function',
    `create or replace function core.current_city() returns int language sql as 'select 1'`,
  ),
  refused('gives itself a neighbour’s function', `create function birds.mine() returns int language sql as 'select 1'`),
  refused(
    'becomes the owner of the database',
    `do $$ begin execute format('set role %I',
        (select pg_get_userbyid(datdba) from pg_database where datname = current_database())); end $$`,
  ),
  refused('ends the transaction', 'commit', /neither begins nor ends a transaction/),
  refused(
    'ends the transaction in a comment’s shadow',
    '/* a */ -- b\n ; rollback',
    /neither begins nor ends a transaction/,
  ),
  refused(
    'ends the transaction behind a comment in a comment',
    '/* a /* b */ select */ commit',
    /neither begins nor ends a transaction/,
  ),
  refused(
    'ends the transaction behind a line that ends early',
    '-- a\r commit and chain',
    /neither begins nor ends a transaction/,
  ),
  {
    name: 'several statements in one',
    statements: ['select 1; commit; alter table trees.tree no force row level security'],
    code: 'VMESTE_MIGRATION_FAILED',
    says: /multiple commands/,
  },
  broken(
    'asks a neighbour through a function with its owner’s rights',
    /function trees\.spy: it is security definer, which only a function that "lends" names/,
    definer('begin return (select count(*) from birds.bird); end'),
  ),
  broken(
    'has such a function with no search_path',
    /does not set search_path/,
    `create function trees.spy() returns int security definer language sql as 'select 1'`,
  ),
  broken(
    'takes the walls down while it works',
    /"alter" may not stand there/,
    definer('begin alter table trees.tree no force row level security; return 1; end'),
  ),
  looked(
    'sets the city in a function',
    /function trees\.spy: it changes settings.*it calls set_config\(\)/,
    `create function trees.spy() returns text language sql as $$ select set_config('app.city', '2', false) $$`,
  ),
  refused(
    'sets the city beside a function',
    `create function trees.spy() returns bigint language sql set app.city = '2' as 'select count(*) from trees.tree'`,
  ),
  looked(
    'runs a text in a function',
    /"execute" may not stand there: .* no text that nobody has looked at/,
    `create function trees.spy(t text) returns void language plpgsql as $$ begin execute t; end $$`,
  ),
  looked(
    'sets the city in an aggregate',
    /no aggregates/,
    `create aggregate trees.spy(text, bool) (sfunc = set_config, stype = text, initcond = 'app.city')`,
  ),
  looked(
    'sets the city in a view',
    /view trees\.spy: it changes settings/,
    `create view trees.spy as select set_config('app.city', '2', false), t.* from trees.tree t`,
  ),
  looked(
    'sets the city in a default',
    /default of extra in trees\.tree/,
    `alter table trees.tree add column extra text default set_config('app.city', '2', false)`,
  ),
  broken(
    'drops forced row security',
    /table trees\.tree: row-level security is not forced/,
    'alter table trees.tree no force row level security',
  ),
  broken(
    'puts it off until the commit',
    /row-level security is not forced/,
    `create function trees.later() returns trigger language plpgsql as $$
      begin alter table trees.tree no force row level security; return null; end $$`,
    'create table trees.bait (' + key + ')',
    ...rowLevelSecurity('trees.bait'),
    'create constraint trigger later after insert on trees.bait deferrable initially deferred for each row execute function trees.later()',
    'insert into trees.bait values (1, 1)',
  ),
  broken(
    'hides it behind a catalogue of its own',
    /row-level security is not forced/,
    'create table trees.pg_class as select * from pg_catalog.pg_class limit 0',
    'set search_path = trees, pg_catalog',
    'alter table trees.tree no force row level security',
  ),
  broken(
    'switches row security off',
    /table trees\.tree: row-level security is not enabled/,
    'alter table trees.tree disable row level security',
  ),
  broken('adds a policy', /a policy of its own, "everybody"/, 'create policy everybody on trees.tree using (true)'),
  broken('changes the policy', /its policy "city" is not the one/, 'alter policy city on trees.tree using (true)'),
  broken(
    'opens every city to everybody',
    /its policy "every_city" is not the one/,
    'alter policy every_city on trees.tree to public using (true)',
  ),
  broken(
    'takes the policy for migrations away',
    /without which a migration changes none of its rows/,
    'drop policy every_city on trees.tree',
  ),
  broken(
    'makes a table without a wall',
    /table trees\.open: row-level security is not enabled/,
    `create table trees.open (${key})`,
  ),
  broken(
    'makes a table without a city',
    /table trees\.loose: it has no city/,
    'create table trees.loose as select note from trees.tree',
  ),
  broken(
    'renames the city away',
    /table trees\.tree: it has no city/,
    'drop policy city on trees.tree',
    'drop policy every_city on trees.tree',
    'alter table trees.tree disable row level security',
    'alter table trees.tree rename city to town',
  ),
  broken(
    'keeps a copy of all cities',
    /under a materialized view/,
    'create materialized view trees.kept as select * from trees.tree',
  ),
  broken(
    'gives its table to everybody',
    /table trees\.tree: it is granted to public/,
    'grant select on trees.tree to public',
  ),
  broken(
    'gives a column to everybody',
    /table trees\.tree: it is granted to public/,
    'grant select (note) on trees.tree to public',
  ),
  broken(
    'gives its table to a neighbour',
    /table trees\.tree: it is granted to vmeste_\w+_birds/,
    `do $$ begin execute format('grant select on trees.tree to %I', (select rolname from pg_roles
      where rolname = replace(current_user, 'trees-migrator', 'birds'))); end $$`,
  ),
  broken('opens its schema', /schema trees: it is granted to public/, 'grant usage on schema trees to public'),
  broken(
    'opens what comes later',
    /what is made later/,
    'alter default privileges in schema trees grant select on tables to public',
  ),
]

const oldest =
  /^(copies password|reads a neighbour$|runs a program$|becomes the owner|ends the transaction$|asks a neighbour|drops forced|puts it off|adds a policy|keeps a copy|gives its table to a|sets the city in a|writes|lends)/
/** What a stranger's second migration may try on `trees.tree`, beside a neighbour `birds`. */
export const evilMigrations: readonly Evil[] = [
  ...all,
  ...evilTexts.map(([name, says, ...statements]) => looked(name, says, ...statements)),
].map((evil) => ({ ...evil, oldest: oldest.test(evil.name) }))
