import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { packageIntegrity } from '@vmeste/host/packages'
import { migrateFor } from '@vmeste/host/storage'
import { rowLevelSecurity } from '@vmeste/sdk/storage'
import { root } from '../workspace.ts'
import { madePackage } from './made-package.ts'

/** An operator of a real town, no demonstration, and modules that do not work. */
let data = ''
let url = ''
const secret = 'a secret for this one test, long enough to be one'
const name = `broken_${crypto.randomUUID().slice(0, 8)}`
const owner = new pg.Client({ connectionString: inject('postgres') })
const town = (): pg.Client => new pg.Client({ connectionString: url })
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'vmeste-broken-'))
  await chmod(data, 0o755)
  await owner.connect()
  await owner.query(`create database ${name}`)
  url = new URL(`/${name}`, inject('postgres')).href
  await migrateFor(url, secret, [civicPlugin()])
})
afterAll(async () => {
  await owner.query(`drop database if exists ${name} with (force)`)
  await owner.end()
  await rm(data, { recursive: true, force: true })
})

interface Answer {
  readonly code?: string
  readonly message?: string
  readonly [more: string]: unknown
}
async function vmeste(
  args: readonly string[],
  { typed = '', json = true, env = {} }: { typed?: string; json?: boolean; env?: Record<string, string> } = {},
): Promise<{ said: string; answer: Answer }> {
  const child = spawn(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args, ...(json ? ['--json'] : [])], {
    cwd: data,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      VMESTE_DATA: data,
      DATABASE_URL: url,
      VMESTE_SECRET: secret,
      VMESTE_DEMO: 'off',
      NODE_ENV: 'production',
      ...env,
    },
  })
  let [said, all] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      all += chunk.toString()
    })
  child.stdin.end(typed)
  const [code] = (await once(child, 'close')) as [number | null]
  if (json && !said) throw new Error(`vmeste ${args.join(' ')} said nothing and ended with ${code}: ${all}`)
  return { said: all, answer: json ? (JSON.parse(said) as Answer) : {} }
}
const trust = async (file: string): Promise<string[]> => [
  '--yes',
  '--i-trust',
  `lamps@${packageIntegrity(await readFile(file))}`,
]
const config = async () =>
  JSON.parse(await readFile(join(data, 'plugins.config.json'), 'utf8')) as {
    installed: { version: string }[]
    accepted: Record<string, unknown>[]
  }
const table = [
  'create table lamps.lamp (city int not null default core.current_city(), id uuid not null, constraint lamp_pkey primary key (city, id))',
  ...rowLevelSecurity('lamps.lamp'),
]
const one = { '0001-lamps': table }
const two = { ...one, '0002-height': ['alter table lamps.lamp add column height int'] }

test('29. outside the demonstration a stranger’s name is typed after what its code may do, and who typed it is kept', async () => {
  const file = await madePackage(data, { version: '0.1.0', migrations: one })
  expect((await vmeste(['add', file, '--yes'])).answer).toMatchObject({
    code: 'VMESTE_ADD_UNTRUSTED',
    message: expect.stringContaining(`--i-trust lamps@${packageIntegrity(await readFile(file))}`) as string,
  })
  expect((await vmeste(['add', file, '--yes', '--i-trust', 'lamps@sha512-else'])).answer).toMatchObject({
    code: 'VMESTE_ADD_UNTRUSTED',
  })
  const { said } = await vmeste(['add', file, '--lang', 'ru'], { typed: 'y\n', json: false })
  expect(said).toContain('писать в папку данных, запускать программы, открывать порты')
  expect(said).toContain('VMESTE_ADD_DECLINED')
  expect((await vmeste(['add', file, '--lang', 'be'], { typed: 'lamps\n', json: false })).said).toContain(
    'Модуль дададзены',
  )
  const { installed, accepted } = await config()
  expect(installed).toEqual([
    { id: 'lamps', package: 'lamps', version: '0.1.0', integrity: packageIntegrity(await readFile(file)) },
  ])
  expect(accepted).toEqual([
    {
      ...installed[0],
      by: userInfo().username,
      at: expect.stringMatching(/^20\d\d-/) as string,
      sentences: 1,
      how: 'typed',
    },
  ])
  expect((await vmeste(['add', file, '--yes'], { env: { VMESTE_DEMO: 'on' } })).answer).toMatchObject({ id: 'lamps' })
})

test('an upgrade names what is new to it and which migrations run', async () => {
  const database = town()
  await database.connect()
  await database.query(
    'create schema lamps; create table lamps.migration (id serial primary key, name varchar(255), executed_at timestamptz default now())',
  )
  await database.query(`insert into lamps.migration (name) values ('0001-lamps')`)
  await database.end()
  const file = await madePackage(data, {
    version: '0.2.0',
    migrations: two,
    rights: ['lamps.light'],
    hears: ['appeals.report.routed@1'],
  })
  const { answer } = await vmeste(['add', file, '--lang', 'en', ...(await trust(file))])
  expect(answer).toMatchObject({
    replaces: '0.1.0',
    migrations: ['0002-height'],
    newGrants: [
      'Hears the event “appeals.report.routed@1” — sees the fields number',
      'Brings the right “Lamps”; those who get it at once: operator',
    ],
    accepted: { how: 'flag', version: '0.2.0' },
  })
})

test('a version that lacks a migration which has run is refused, by the package on record and by the database', async () => {
  const earlier = await madePackage(data, { version: '0.1.9', migrations: one })
  expect((await vmeste(['add', earlier, ...(await trust(earlier))])).answer).toMatchObject({
    code: 'VMESTE_MODULE_DOWNGRADE',
    message: expect.stringMatching(/lamps 0\.1\.9 does not know "0002-height", which lamps 0\.2\.0/) as string,
  })
  const database = town()
  await database.connect()
  await database.query(`insert into lamps.migration (name) values ('0002-height'), ('0003-later')`)
  const next = await madePackage(data, { version: '0.2.1', migrations: two })
  expect((await vmeste(['add', next, ...(await trust(next))])).answer).toMatchObject({
    code: 'VMESTE_MODULE_DOWNGRADE',
    message: expect.stringContaining('"0003-later"') as string,
  })
  await database.query('drop schema lamps cascade')
  await database.end()
  expect((await config()).installed).toMatchObject([{ version: '0.2.0' }])
})

test('a migration that fails is met on a database beside, and no town sees it', async () => {
  const unknown = await madePackage(data, {
    version: '0.3.0',
    migrations: { ...two, '0003-colour': [`update lamps.lamp set colour = 'red'`] },
  })
  expect((await vmeste(['add', unknown, ...(await trust(unknown))])).answer).toMatchObject({
    code: 'VMESTE_MIGRATION_FAILED',
    message: expect.stringMatching(
      /^lamps 0\.3\.0: Module "lamps": its migration 0003-colour failed and was undone: column "colour" of relation "lamp" does not exist.*on an empty database beside/,
    ) as string,
  })
  // whole by itself, and not on top of what the town has: its second migration was changed after it had run there
  const changed = await madePackage(data, {
    version: '0.3.1',
    migrations: {
      ...one,
      '0002-height': ['alter table lamps.lamp add column tall int'],
      '0003-tall': ['update lamps.lamp set tall = 1'],
    },
  })
  expect((await vmeste(['add', changed, ...(await trust(changed))])).answer).toMatchObject({
    code: 'VMESTE_MIGRATION_FAILED',
    message: expect.stringMatching(
      /0003-tall failed and was undone: column "tall".*on the tables of the installed version/,
    ) as string,
  })
  expect((await config()).installed).toMatchObject([{ version: '0.2.0' }])
})

test('a package that asks of an event what nobody promises is refused, and so is one whose code has other migrations than its contract says', async () => {
  const asks = await madePackage(data, { version: '0.4.0', migrations: two, hears: ['core.city.changed@1'] })
  expect((await vmeste(['add', asks, ...(await trust(asks))])).answer.code).toBe('VMESTE_EVENT_MISFIT')
  const sly = await madePackage(data, { version: '0.4.1', migrations: two }, { ...two, '0003-unsaid': [] })
  expect((await vmeste(['add', sly, ...(await trust(sly))])).answer).toMatchObject({
    code: 'VMESTE_CONTRACT_STALE',
    message: expect.stringContaining('0003-unsaid') as string,
  })
})

test('what keeps itself from starting is taken out while nothing runs, on in a city or not', async () => {
  const database = town()
  await database.connect()
  await database.query(
    `insert into core.city (slug, name, number_prefix, brand, centre) values ('uzda', '{}', 'У', '{}', '{}') on conflict do nothing`,
  )
  await database.query(
    `insert into core.city_module (city, module, enabled, changed_by) select id, 'lamps', true, 'test' from core.city`,
  )
  // changed in place: it rests, and the commands for accounts go on beside it
  await writeFile(join(data, 'modules/lamps/0.2.0/dist/plugin.js'), 'throw new Error("broken")')
  expect((await vmeste(['remove', 'lamps'])).answer).toEqual({ id: 'lamps', wasOn: ['uzda'] })
  expect(await config()).toMatchObject({ installed: [], accepted: [{ how: 'typed' }, { how: 'flag' }] })
  await database.end()
})
