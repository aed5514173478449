import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { identityUnit } from '../../identity/shared/tables/identity-unit.ts'
import { makeKey } from '../../identity/embedded/keys/signing-keys.ts'
import { sealingPurpose } from '../../identity/shared/tables/signing-key-opens.ts'
import { coreUnit } from '../../core-unit/core-unit.ts'
import { keyOf } from '../units/installation.ts'
import { migrate } from '../migrate.ts'
import type { StorageUnit } from '../units/unit.ts'
import { requireUnclaimed } from './claim.ts'

const [secret, another] = [
  'the secret that this town began with, long enough',
  'a secret of somebody else, and long enough as well',
]
const units = [coreUnit]
const withIdentity = [coreUnit, identityUnit]
/**
 * The host as it was when it began to know whose a database is: what is dropped of it is what release 0.1.0 has not.
 */
const early: StorageUnit = { ...coreUnit, migrations: coreUnit.migrations.filter(({ name }) => name < '0031') }
let superuser: pg.Client
beforeAll(async () => {
  superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
})
afterAll(() => superuser.end())

/** A database as the documentation makes it: its owner may create roles and is no superuser. */
let name = ''
let url = ''
let inside: pg.Client
let folder = ''
beforeEach(async () => {
  name = `claim_${crypto.randomUUID().slice(0, 8)}`
  await superuser.query(`create role ${name} login createrole password 'owner'`)
  await superuser.query(`create database ${name} owner ${name} template template0`)
  url = Object.assign(new URL(inject('superuser')), { username: name, password: 'owner', pathname: `/${name}` }).href
  inside = new pg.Client({ connectionString: url })
  await inside.connect()
  folder = await mkdtemp(join(tmpdir(), 'vmeste-claim-'))
})
afterEach(async () => {
  await inside.end()
  await superuser.query(`drop database ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

const open = (dataFolder = folder, key = secret, of: readonly StorageUnit[] = units) =>
  migrate(url, key, of, { opening: { dataFolder } })
/** Everything that a refused program might have changed: passwords, schemas, tables, grants. */
async function state(): Promise<unknown> {
  const { rows: roles } = await superuser.query(
    `select rolname, rolpassword from pg_authid where rolname like $1 order by 1`,
    [`vmeste_${name}%`],
  )
  const { rows: tables } = await inside.query(
    `select oid::regclass::text as name, relkind, relacl::text from pg_class where relnamespace in (select oid
      from pg_namespace where nspname in ('core', 'identity', 'graphile_worker')) order by 1`,
  )
  const { rows: comment } = await inside.query(
    `select obj_description(to_regnamespace('core'), 'pg_namespace') as comment`,
  )
  return { roles, tables, comment }
}
/**
 * The database as release 0.1.0 leaves it: no row that says whose it is, and a log of migrations under its old name.
 */
async function asReleased(): Promise<void> {
  await inside.query(`drop view core.migration; drop function core.refuse_first_release; drop table core.installation;
    alter table core.migration_log rename to migration; delete from core.migration where name >= '0030'`)
  await rm(join(folder, 'installation'))
}

test('the secret is known again by a fingerprint that shows nothing of it, and another one changes nothing', async () => {
  await open()
  const {
    rows: [row],
  } = await inside.query<{ id: string; fingerprint: string }>('select id, fingerprint from core.installation')
  expect(JSON.stringify(row)).not.toContain(secret.slice(0, 8))
  expect(await readFile(join(folder, 'installation'), 'utf8')).toBe(`${row!.id}\n`)
  const before = await state()
  await expect(open(folder, another)).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })
  await expect(requireUnclaimed(url)).rejects.toMatchObject({ code: 'VMESTE_SECRET_MISSING' })
  expect(await state()).toEqual(before)
  expect((await open()).applied).toEqual([])
  expect(await state()).toEqual(before)
})

test('two secrets of one wording have no fingerprint in common in two installations', async () => {
  await open()
  const {
    rows: [one],
  } = await inside.query<{ fingerprint: string }>('select fingerprint from core.installation')
  await inside.query(`update core.installation set id = gen_random_uuid(), fingerprint = null`)
  await migrate(url, secret, units)
  const {
    rows: [two],
  } = await inside.query<{ fingerprint: string }>('select fingerprint from core.installation')
  expect(two?.fingerprint).not.toBe(one?.fingerprint)
})

test('the owner of the database may let the next start bring another secret, where the first is lost', async () => {
  await open()
  await inside.query(`update core.installation set fingerprint = null`)
  await requireUnclaimed(url)
  await open(folder, another)
  await expect(open()).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })
  await open(folder, another)
})

test('no role that a host works as sees the fingerprint or the log of migrations', async () => {
  const { installation } = await open()
  const { rows } = await inside.query<{ seen: boolean }>(
    `select has_table_privilege(role, name, 'select, insert, update, delete') as seen from unnest($1::text[]) role,
      unnest(array['core.installation', 'core.migration_log', 'core.migration']) name`,
    [[`${installation.rolePrefix}_core`, `${installation.rolePrefix}_units`]],
  )
  expect(rows.map(({ seen }) => seen)).toEqual(Array(6).fill(false))
})

test('release 0.1.0 kept no fingerprint: the password of a role shows whose database it is, before it is taken over', async () => {
  await open(folder, secret, [early])
  await asReleased()
  const before = await state()
  await expect(open(folder, another)).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })
  await expect(requireUnclaimed(url)).rejects.toMatchObject({ code: 'VMESTE_SECRET_MISSING' })
  expect(await state()).toEqual(before)
  await expect(stat(join(folder, 'installation'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect((await open()).applied).toContain('core/0030-installation')
  await expect(open(folder, another)).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })
})

test('there what it sealed counts more than the passwords, which a command of that release may have changed', async () => {
  const { installation } = await open(folder, secret, [early, identityUnit])
  const { kid, sealed } = await makeKey(keyOf(secret, sealingPurpose))
  await inside.query('insert into identity.signing_key (kid, sealed) values ($1, $2)', [kid, sealed])
  await asReleased()
  for (const unit of withIdentity)
    await inside.query(
      `alter role "${installation.rolePrefix}_${unit.id}" password 'made by a command with another secret'`,
    )
  await expect(open(folder, another, withIdentity)).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })
  expect((await open(folder, secret, withIdentity)).applied).toContain('core/0030-installation')
})

test('roles left of a database that is gone are named and kept, for another may still use them', async () => {
  await open()
  await inside.query('drop schema core cascade')
  await rm(join(folder, 'installation'))
  const before = await state()
  await expect(requireUnclaimed(url)).rejects.toMatchObject({ code: 'VMESTE_SECRET_MISSING' })
  await expect(open(folder, another)).rejects.toThrow(new RegExp(`drop role "vmeste_${name}_core"`))
  expect(await state()).toEqual(before)
})

test('a data folder of another installation is neither served nor marked, and changes nothing', async () => {
  await open()
  const before = await state()
  const theirs = await mkdtemp(join(tmpdir(), 'vmeste-theirs-'))
  try {
    // files that say nothing of whose they are, where this database knows its own folder
    await mkdir(join(theirs, 'files/appeals'), { recursive: true })
    await writeFile(join(theirs, 'files/appeals/photo'), 'x')
    await expect(open(theirs)).rejects.toMatchObject({ code: 'VMESTE_DATA_OTHER' })
    await expect(stat(join(theirs, 'installation'))).rejects.toMatchObject({ code: 'ENOENT' })
    await rm(join(theirs, 'files'), { recursive: true })
    await writeFile(join(theirs, 'secret'), `${another}\n`)
    await expect(open(theirs)).rejects.toThrow(
      /^The data folder \S+ is not the one of this database: it keeps another secret/,
    )
    await writeFile(join(theirs, 'secret'), `${secret}\n`)
    await writeFile(join(theirs, 'installation'), `${crypto.randomUUID()}\n`)
    await expect(open(theirs)).rejects.toMatchObject({ code: 'VMESTE_DATA_OTHER' })
    await writeFile(join(theirs, 'installation'), 'rubbish')
    await expect(open(theirs)).rejects.toMatchObject({ code: 'VMESTE_DATA_OTHER' })
    expect(await state()).toEqual(before)
  } finally {
    await rm(theirs, { recursive: true, force: true })
  }
})

test('a new database does not take the files of an installation, and takes an emptied folder', async () => {
  const id = crypto.randomUUID()
  await writeFile(join(folder, 'installation'), `${id}\n`)
  await mkdir(join(folder, 'files/appeals'), { recursive: true })
  await writeFile(join(folder, 'files/appeals/photo'), 'x')
  const before = await state()
  await expect(open()).rejects.toMatchObject({ code: 'VMESTE_DATA_OTHER' })
  expect(await state()).toEqual(before)
  await rm(join(folder, 'files/appeals/photo'))
  await open()
  expect((await inside.query('select id from core.installation')).rows).toEqual([{ id }])
})

test('a start that ended between the database and the folder is gone on with, though files lie there', async () => {
  await open()
  await inside.query('update core.installation set data_noted = false')
  await rm(join(folder, 'installation'))
  await mkdir(join(folder, 'files'))
  await writeFile(join(folder, 'files/photo'), 'x')
  await open()
  expect(await readFile(join(folder, 'installation'), 'utf8')).toMatch(/^[0-9a-f-]{36}\n$/)
})

test('a command makes no folder that a host would then not own, and the host marks it later', async () => {
  const none = join(folder, 'none')
  await open(none)
  await expect(stat(none)).rejects.toMatchObject({ code: 'ENOENT' })
  await migrate(url, secret, units, { opening: { dataFolder: none, makesFolder: true } })
  expect(
    (await inside.query('select id::text || chr(10) as mark from core.installation where data_noted')).rows,
  ).toEqual([{ mark: await readFile(join(none, 'installation'), 'utf8') }])
})

test('hosts that start together on one folder agree whose it is', async () => {
  await Promise.all([open(), open(), open()])
  const {
    rows: [row],
  } = await inside.query<{ id: string; data_noted: boolean }>('select id, data_noted from core.installation')
  expect(row).toEqual({ id: (await readFile(join(folder, 'installation'), 'utf8')).trim(), data_noted: true })
})

class Later extends Migration {
  override up(): void {
    this.addSql('create table core.later (a int)')
  }
}

test('older code refuses a schema that later code has migrated, names both, and changes nothing', async () => {
  await migrate(
    url,
    secret,
    [{ ...coreUnit, migrations: [...coreUnit.migrations, { name: '0999-later', class: Later }] }],
    { opening: { dataFolder: folder } },
  )
  await inside.query(`update core.installation set migrated_by = '9.8.7'`)
  const before = await state()
  const refused = open()
  await expect(refused).rejects.toMatchObject({ code: 'VMESTE_SCHEMA_NEWER' })
  await expect(refused).rejects.toThrow(/0999-later; platform 9\.8\.7\) and this is \d+\.\d+\.\d+/)
  expect(await state()).toEqual(before)
})

test('so is a module’s: with a later platform before anything is touched, by itself in its own turn', async () => {
  const module = { id: 'rink', schema: 'rink', entities: [] }
  class Rink extends Migration {
    override up(): void {
      for (const statement of ['create table rink.rink (city int not null, a int)', ...rowLevelSecurity('rink.rink')])
        this.addSql(statement)
    }
  }
  class Skates extends Migration {
    override up(): void {
      this.addSql('alter table rink.rink add column skates int')
    }
  }
  const [first, second] = [
    { name: '0001-rink', class: Rink },
    { name: '0002-skates', class: Skates },
  ]
  await migrate(url, secret, [...units, { ...module, migrations: [first, second] }])
  const older = () => migrate(url, secret, [...units, { ...module, migrations: [first] }])
  await expect(older()).rejects.toThrow(/later code of "rink" \(0002-skates/)
  await inside.query(`update core.installation set migrated_by = '9.8.7'`)
  const before = await state()
  await expect(older()).rejects.toMatchObject({ code: 'VMESTE_SCHEMA_NEWER' })
  expect(await state()).toEqual(before)
})

test('the log that release 0.1.0 reads refuses it with a code and both versions; what it noted is kept', async () => {
  await open(folder, secret, [early])
  await asReleased()
  const { rows: noted } = await inside.query('select name, executed_at from core.migration order by id')
  await open()
  await expect(inside.query('select * from core.migration order by id')).rejects.toThrow(
    /^VMESTE_SCHEMA_NEWER: this database was migrated by Vmeste \d.*, and this is 0\.1\.0\./,
  )
  expect(
    (await inside.query('select name, executed_at from core.migration_log order by id limit $1', [noted.length])).rows,
  ).toEqual(noted)
})

test('an empty folder on a database that has had another is told, for VMESTE_DATA may be mistyped', async () => {
  await open()
  const said: string[] = []
  const again = (dataFolder: string) =>
    migrate(url, secret, units, {
      opening: {
        dataFolder,
        makesFolder: true,
        say: (line) => {
          said.push(line)
        },
      },
    })
  await again(folder)
  expect(said).toEqual([])
  await again(join(folder, 'mistyped'))
  expect(said).toEqual([
    expect.stringContaining(`The data folder ${join(folder, 'mistyped')} is empty, and this database has had another`),
  ])
  await again(join(folder, 'mistyped'))
  expect(said).toHaveLength(1)
})
