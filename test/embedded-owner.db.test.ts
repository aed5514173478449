import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { migrateFor, openStorage } from '@vmeste/host/storage'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { rowLevelSecurity } from '@vmeste/sdk/storage'
import { migrateAsFirstRelease, secret } from './walls/first-release.ts'
import { moduleWith } from './walls/module-with.ts'

const first = {
  '0001-trees': [
    'create table trees.tree (city int not null default core.current_city(), id int not null, note text, primary key (city, id))',
    ...rowLevelSecurity('trees.tree'),
  ],
}
let folder: string
let postgres: EmbeddedPostgres
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-owner-'))
  postgres = await startEmbeddedPostgres(folder, { durable: false })
})
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end()
  }
}

test('the embedded database is worked with as an owner who may make roles and is no superuser', async () => {
  expect(
    await ask(
      postgres.url,
      `select current_user::text as name, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
        (select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()) as owner
        from pg_roles where rolname = current_user`,
    ),
  ).toEqual([
    {
      name: 'vmeste_owner',
      rolsuper: false,
      rolcreaterole: true,
      rolcreatedb: false,
      rolbypassrls: false,
      rolreplication: false,
      owner: 'vmeste_owner',
    },
  ])
  expect(
    await ask(postgres.url, `select roleid::regrole::text from pg_auth_members where member = 'vmeste_owner'::regrole`),
  ).toEqual([])
})

test('what an earlier release made there as the superuser goes over to the owner; modules get their own, and PostgreSQL’s shared functions are barred', async () => {
  // as release 0.1.0 did: the superuser owned the database and everything in it
  await ask(postgres.superuserUrl, 'alter database vmeste owner to vmeste')
  await migrateAsFirstRelease(postgres.superuserUrl, [civicPlugin(), moduleWith('trees', first)], [identityUnit])
  await ask(postgres.superuserUrl, `insert into trees.tree (city, id) values (1, 1), (2, 1)`)
  await postgres.stop()
  postgres = await startEmbeddedPostgres(folder, { durable: false })

  const plugins = [civicPlugin(), moduleWith('trees', { ...first, '0002-notes': [`update trees.tree set note = 'x'`] })]
  const storage = await openStorage(postgres.url, secret, plugins, [identityUnit])
  try {
    expect(storage.applied).toEqual(['trees/0002-notes'])
    expect(await ask(postgres.superuserUrl, 'select city, note from trees.tree order by city')).toEqual([
      { city: 1, note: 'x' },
      { city: 2, note: 'x' },
    ])
    expect(
      await ask(
        postgres.superuserUrl,
        `
      select nspname as schema, pg_get_userbyid(relowner)::text as owner from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'S') and nspname !~ '^(pg_|information_schema)' group by 1, 2 order by 1, 2`,
      ),
    ).toEqual([
      { schema: 'civic', owner: 'vmeste_vmeste_civic-migrator' },
      { schema: 'core', owner: 'vmeste_owner' },
      { schema: 'graphile_worker', owner: 'vmeste_owner' },
      { schema: 'identity', owner: 'vmeste_owner' },
      { schema: 'trees', owner: 'vmeste_vmeste_trees-migrator' },
    ])
    for (const call of [`pg_notify('vmeste_live', 'x')`, 'pg_advisory_lock(1)', `lo_from_bytea(0, 'x')`]) {
      await expect(ask(storage.urlOf('trees'), `select ${call}`), call).rejects.toMatchObject({ code: '42501' })
    }
    await expect(ask(storage.urlOf('trees'), 'select 1 as a into temp kept')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await storage.close()
  }
})

test('1. a module’s migration runs no program there, reads no account and no neighbour', async () => {
  for (const [statement, reason] of [
    [`copy trees.tree (note) from program 'id'`, /must be superuser|permission denied/],
    ['create table trees.stolen as select * from identity.account', /permission denied for schema identity/],
    ['create table trees.stolen as select * from civic.file', /permission denied for schema civic/],
    ['create table trees.stolen as select * from pg_authid', /permission denied for table pg_authid/],
  ] as const) {
    const evil = moduleWith('trees', { ...first, '0002-notes': [], '0003-evil': [statement] })
    await expect(
      migrateFor(postgres.url, secret, [civicPlugin(), evil], [identityUnit]),
      statement,
    ).rejects.toMatchObject({ code: 'VMESTE_MIGRATION_REFUSED', message: expect.stringMatching(reason) as string })
  }
  const spy = moduleWith('trees', {
    ...first,
    '0002-notes': [],
    '0003-spy': [
      `create function trees.spy() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
        begin return (select count(*) from civic.file); end $$`,
    ],
  })
  await expect(migrateFor(postgres.url, secret, [civicPlugin(), spy], [identityUnit])).rejects.toMatchObject({
    code: 'VMESTE_WALL_BROKEN',
    message: expect.stringContaining('0003-spy') as string,
  })
  expect(
    await ask(
      postgres.superuserUrl,
      `select relname from pg_class where relname = 'stolen' union all select proname from pg_proc where proname = 'spy'`,
    ),
  ).toEqual([])
})

test('nobody is connected as the superuser but whoever holds the data folder', async () => {
  const storage = await openStorage(postgres.url, secret, [civicPlugin()], [identityUnit])
  try {
    expect(
      await ask(
        postgres.superuserUrl,
        `select distinct application_name from pg_stat_activity where usename = 'vmeste' and pid <> pg_backend_pid()
          and backend_type = 'client backend'`,
      ),
    ).toEqual([{ application_name: 'vmeste keeper' }])
  } finally {
    await storage.close()
  }
})

test('20. the superuser’s password lies in the data folder', async () => {
  const url = Object.assign(new URL(postgres.url), {
    username: 'vmeste',
    password: (await readFile(join(folder, 'password'), 'utf8')).trim(),
  })
  expect(await ask(url.href, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
    { rolsuper: true },
  ])
})
