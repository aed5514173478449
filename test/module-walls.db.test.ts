import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { migrateFor, openStorage } from '@vmeste/host/storage'
import { identityUnit } from '@vmeste/host/embedded-identity'
import ratings from '@vmeste/ratings'
import { Files, type Plugin } from '@vmeste/sdk'
import { rowLevelSecurity } from '@vmeste/sdk/storage'
import type { Installation } from '../core/host/src/storage/units/installation.ts'
import { migrateUnit } from '../core/host/src/storage/migrate-unit.ts'
import { evilMigrations, type Evil } from './walls/evil-migrations.ts'
import { goodMigration } from './walls/good-migration.ts'
import { migrateAsFirstRelease, secret } from './walls/first-release.ts'
import { moduleWith, type Statements } from './walls/module-with.ts'
import { dump, hasPostgres15, startPostgres15 } from './walls/postgres-15.ts'
import { makeTown, type Town } from './walls/town.ts'
import { read } from './workspace.ts'

const table = (name: string): string[] => [
  `create table ${name} (city int not null default core.current_city(), id int not null, note text not null default '',
    primary key (city, id))`,
  ...rowLevelSecurity(name),
]
const first = { '0001-trees': table('trees.tree') }
const trees = (more: Statements = {}): Plugin => moduleWith('trees', { ...first, ...more })
const birds = moduleWith('birds', { '0001-birds': table('birds.bird') })
const migrateTown = (town: Town, ...modules: Plugin[]) =>
  migrateFor(town.ownerUrl, secret, [civicPlugin(), ...modules], [identityUnit])

const versions = hasPostgres15 ? (['18', '15'] as const) : (['18'] as const)
if (!hasPostgres15)
  console.info(
    'The walls are tried on PostgreSQL 18 only: this machine has no PostgreSQL 15 in /usr/lib/postgresql/15.',
  )

describe.each(versions)('a database of PostgreSQL %s, whose owner may create roles and is no superuser', (version) => {
  let superuser = inject('superuser')
  let stop = async (): Promise<void> => undefined
  let town: Town
  let owner: pg.Client
  let installation: Installation
  beforeAll(async () => {
    if (version === '15') ({ superuser, stop } = await startPostgres15())
    town = await makeTown(superuser)
    ;({ installation } = await migrateTown(town, birds, trees()))
    owner = new pg.Client({ connectionString: town.ownerUrl })
    await owner.connect()
    await town.ask(
      `insert into trees.tree (city, id) values (1, 1), (1, 2), (2, 1); insert into birds.bird (city, id) values (1, 1)`,
    )
  })
  afterAll(async () => {
    await owner.end()
    await town.drop()
    await stop()
  })

  const walls = () =>
    town.ask(`select c.oid::regclass::text as name, pg_get_userbyid(relowner) as owner, relrowsecurity, relforcerowsecurity, relacl::text,
    (select json_agg(json_build_array(polname, polroles::text, pg_get_expr(polqual, polrelid)) order by polname)
      from pg_policy where polrelid = c.oid) as policies
    from pg_class c where relnamespace in ('trees'::regnamespace, 'birds'::regnamespace) and relkind in ('r', 'v', 'm') order by 1`)

  test('a module’s schema belongs to a role that may nothing else, and everything in it', async () => {
    const [role] = await town.ask<{ name: string }>(
      `select pg_get_userbyid(nspowner) as name from pg_namespace where nspname = 'trees'`,
    )
    expect(role!.name).toMatch(/^vmeste_town_[0-9a-f]{8}_trees-migrator$/)
    expect(
      await town.ask(
        `select rolcanlogin, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls
         from pg_roles where rolname = $1`,
        [role!.name],
      ),
    ).toEqual([
      {
        rolcanlogin: true,
        rolsuper: false,
        rolinherit: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
      },
    ])
    expect(
      await town.ask(`select roleid::regrole::text from pg_auth_members where member = to_regrole(quote_ident($1))`, [
        role!.name,
      ]),
    ).toEqual([])
    expect(
      await town.ask(
        `select relname from pg_class where relnamespace = 'trees'::regnamespace and pg_get_userbyid(relowner) <> $1`,
        [role!.name],
      ),
    ).toEqual([])
    expect(
      await town.ask(
        `select relname from pg_class where pg_get_userbyid(relowner) = $1 and relnamespace <> 'trees'::regnamespace
          and relnamespace <> 'pg_toast'::regnamespace`,
        [role!.name],
      ),
    ).toEqual([])
    expect(
      await town.ask(
        `select rolname from pg_roles where rolsuper and rolname = (select pg_get_userbyid(datdba) from pg_database
          where datname = current_database())`,
      ),
    ).toEqual([])
  })

  const isUndone = async ({ statements, code, says }: Evil): Promise<void> => {
    const before = await walls()
    const { id, storage } = trees({ '0002-evil': statements })
    const error = await migrateUnit({ owner, ownerUrl: town.ownerUrl, installation, unit: { id, ...storage! } }).then(
      () => undefined,
      (cause: unknown) => cause as Error & { code: string },
    )
    expect(error).toMatchObject({ code })
    expect(error!.message).toMatch(/Module "trees": its migration 0002-evil /)
    expect(error!.message).toMatch(says)
    expect(await walls()).toEqual(before)
    expect(await town.ask('select name from trees.migration')).toEqual([{ name: '0001-trees' }])
    expect(await town.ask(`select proname from pg_proc where pronamespace = 'trees'::regnamespace`)).toEqual([])
  }
  // the oldest version is asked for one of each kind
  const tried = version === '15' ? evilMigrations.filter(({ oldest }) => oldest) : evilMigrations
  test.each(tried.filter(({ code }) => code !== 'VMESTE_WALL_BROKEN'))(
    '1. a module’s migration that $name is refused, and named',
    isUndone,
  )
  test.each(tried.filter(({ code, looked }) => code === 'VMESTE_WALL_BROKEN' && !looked))(
    '2. a module’s migration that $name is undone, and named',
    isUndone,
  )
  test.each(tried.filter(({ looked }) => looked))('3. a module’s migration that $name is undone, and named', isUndone)

  test('a start finds a wall that somebody has taken down, and names it', async () => {
    await town.ask('alter table trees.tree no force row level security')
    await expect(migrateTown(town, birds, trees())).rejects.toMatchObject({
      code: 'VMESTE_WALL_BROKEN',
      message: expect.stringMatching(/Module "trees": .*table trees\.tree: row-level security is not forced/) as string,
    })
    await town.ask('alter table trees.tree force row level security')
    expect((await migrateTown(town, birds, trees())).applied).toEqual([])
  })

  test('a migration that changes its own rows does so in all cities, those of a table that it has just made too; at work the module sees one', async () => {
    const better = trees({
      '0002-notes': [`update trees.tree set note = 'липа ' || id`],
      '0003-leaves': [
        ...table('trees.leaf'),
        `insert into trees.leaf (city, id) select city, id from trees.tree`,
        `update trees.leaf set note = 'зелёный'`,
        'create view trees.green as select city, id from trees.leaf',
        'delete from trees.tree where id = 2',
      ],
    })
    const storage = await openStorage(town.ownerUrl, secret, [civicPlugin(), birds, better], [identityUnit])
    try {
      expect(storage.applied).toEqual(['trees/0002-notes', 'trees/0003-leaves'])
      expect(await town.ask('select city, id, note from trees.tree order by city, id')).toEqual([
        { city: 1, id: 1, note: 'липа 1' },
        { city: 2, id: 1, note: 'липа 1' },
      ])
      expect(await town.ask('select city, id, note from trees.leaf order by city, id')).toEqual([
        { city: 1, id: 1, note: 'зелёный' },
        { city: 1, id: 2, note: 'зелёный' },
        { city: 2, id: 1, note: 'зелёный' },
      ])
      const asTrees = storage.urlOf('trees')
      expect(await town.as(asTrees, 'select * from trees.leaf')).toEqual([])
      expect(await town.as(asTrees, `set app.city = '2'; select city, id from trees.leaf`)).toEqual([
        { city: 2, id: 1 },
      ])
      expect(await town.as(asTrees, `set app.city = '2'; select * from trees.green`)).toEqual([{ city: 2, id: 1 }])
      await expect(town.as(asTrees, `insert into trees.leaf (city, id) values (1, 9)`)).rejects.toMatchObject({
        code: '42501',
      })
    } finally {
      await storage.close()
    }
  })

  test('what reads and writes rows, and only answers, is left alone: of every kind that a module may have', async () => {
    const good = moduleWith('good', { '0001-good': goodMigration })
    const { applied, failed } = await migrateTown(town, birds, good)
    expect([applied.filter((name) => name.startsWith('good/')), failed]).toEqual([['good/0001-good'], []])
    await town.ask('insert into good.kind (city, id) values (1, 1)')
    await town.ask(`insert into good.thing (city, id, kind) values (1, 1, 1)`)
    expect(await town.ask('select word, said from good.thing')).toEqual([{ word: 'липа\n1', said: 2 }])
    expect((await migrateTown(town, birds, good)).applied).toEqual([])
    await town.ask('drop schema good cascade')
  })

  test('a function that a module lends runs with its owner’s rights, in one city', async () => {
    const lender = moduleWith('lender', {
      '0001-lender': [
        ...table('lender.thing'),
        `create function lender.count_things() returns bigint language sql security definer
          set search_path = pg_catalog, pg_temp as 'select count(*) from lender.thing'`,
      ],
    })
    const lending: Plugin = {
      ...lender,
      storage: { ...lender.storage!, lends: [{ port: Files, functions: ['count_things'] }] },
    }
    const storage = await openStorage(
      town.ownerUrl,
      secret,
      [civicPlugin(), lending, { ...birds, uses: [Files] }],
      [identityUnit],
    )
    try {
      await town.ask('insert into lender.thing (city, id) values (1, 1), (2, 1), (2, 2)')
      expect(
        await town.as(storage.urlOf('birds'), `set app.city = '1'; select lender.count_things()::int as n`),
      ).toEqual([{ n: 1 }])
      expect(await town.as(storage.urlOf('birds'), `reset app.city; select lender.count_things()::int as n`)).toEqual([
        { n: 0 },
      ])
    } finally {
      await storage.close()
    }
  })

  if (version === '15') {
    test('pg_dump as the owner has the rows of all cities, with the word that operations.md gives, and refuses without it', async () => {
      const rows = await town.ask('select * from trees.tree')
      expect(rows.length).toBeGreaterThan(1)
      expect(read('docs/operations.md')).toContain('pg_dump --enable-row-security')
      const copied = await dump(town.ownerUrl, '--enable-row-security', '--data-only', '--table', 'trees.tree')
      expect(copied.split('\n').filter((line) => /^\d+\t\d+\t/.test(line))).toHaveLength(rows.length)
      await expect(dump(town.ownerUrl, '--data-only', '--table', 'trees.tree')).rejects.toThrow(
        /row-level security policy/,
      )
    })
  }

  test('what release 0.1.0 has made goes over to the new owner, and data migrations work there; a second start changes nothing', async () => {
    const old = await makeTown(superuser)
    try {
      const kinds = moduleWith('kinds', {
        '0001-kinds': [
          ...table('kinds.thing'),
          'alter table kinds.thing add column number bigint generated always as identity',
          'create sequence kinds.free',
          `create type kinds.mood as enum ('good')`,
          'create domain kinds.short as text check (length(value) < 9)',
          `create function kinds.one() returns int language sql as 'select 1'`,
          'create view kinds.seen as select * from kinds.thing',
          'create type kinds.pair as (a int, b int)',
        ],
      })
      await migrateAsFirstRelease(old.ownerUrl, [civicPlugin(), appeals, ratings, kinds], [identityUnit])
      await old.ask(`insert into kinds.thing (city, id) values (1, 1), (2, 1)`)
      const later: Plugin = {
        ...kinds,
        storage: {
          ...kinds.storage!,
          migrations: [
            ...kinds.storage!.migrations,
            ...moduleWith('kinds', {
              '0002-more': [`update kinds.thing set note = 'x'`, 'alter table kinds.thing add column more int'],
            }).storage!.migrations,
          ],
        },
      }
      const modules = [civicPlugin(), appeals, ratings, later]
      expect((await migrateFor(old.ownerUrl, secret, modules, [identityUnit])).applied).toEqual(['kinds/0002-more'])
      expect(await old.ask('select city, note from kinds.thing order by city')).toEqual([
        { city: 1, note: 'x' },
        { city: 2, note: 'x' },
      ])
      const owners = (schemas: string) =>
        old.ask<{ owner: string }>(
          `
        select distinct regexp_replace(pg_get_userbyid(owner), '^vmeste_town_[0-9a-f]{8}_', '') as owner from (
          select relowner from pg_class where relnamespace::regnamespace::text = any($1::text[]) union all
            select proowner from pg_proc where pronamespace::regnamespace::text = any($1::text[])
          union all select typowner from pg_type where typnamespace::regnamespace::text = any($1::text[]) union all
            select nspowner from pg_namespace where nspname = any($1::text[])) all_of_them (owner) order by 1`,
          [schemas.split(' ')],
        )
      for (const schema of ['kinds', 'appeals', 'ratings', 'civic'])
        expect(await owners(schema), schema).toEqual([{ owner: `${schema}-migrator` }])
      expect(await owners('core identity')).toEqual([{ owner: new URL(old.ownerUrl).username }])
      const catalogue = () =>
        old.ask(`
        select (select json_agg(json_build_array(oid, relowner, relacl::text, relfilenode) order by oid) from pg_class) as tables,
          (select json_agg(json_build_array(oid, xmin) order by oid) from pg_policy) as policies,
          (select json_agg(json_build_array(oid, xmin) order by oid) from pg_proc
            where pronamespace::regnamespace::text = any('{core,civic,kinds,appeals,ratings}')) as functions,
          (select json_agg(json_build_array(rolname, rolpassword) order by oid) from pg_authid
            where starts_with(rolname, 'vmeste_' || current_database())) as roles`)
      const before = await catalogue()
      expect((await migrateFor(old.ownerUrl, secret, modules, [identityUnit])).applied).toEqual([])
      expect(await catalogue()).toEqual(before)
    } finally {
      await old.drop()
    }
  })
})
