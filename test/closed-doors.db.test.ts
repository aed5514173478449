import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startHostProcess, type HostProcess } from './chaos/host-process.ts'
import { freePort } from './release/free-port.ts'
import { root } from './workspace.ts'

/** A town as `docs/operations.md` sets one up: an outer database whose owner may create roles and is no superuser. */
const name = `doors_${crypto.randomUUID().slice(0, 8)}`
let superuser: pg.Client
let inside: pg.Client
let folder = ''
let port = 0
let host: HostProcess
let env: Record<string, string> = {}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: inject('postgres') })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'owner'`)
  await superuser.query(`create database ${name} owner ${name}`)
  folder = await mkdtemp(join(tmpdir(), 'vmeste-doors-'))
  await chmod(folder, 0o755)
  env = { DATABASE_URL: urlOf(name), VMESTE_DATA: join(folder, 'data'), VMESTE_SECRET: 'the secret that this town began with, long enough', VMESTE_DEMO: 'off' }
  port = await freePort()
  host = await startHostProcess(env, port, 150_000)
  inside = new pg.Client({ connectionString: env['DATABASE_URL'] })
  await inside.connect()
  const city = ['city', 'luban', '--ru', 'Любань', '--be', 'Любань', '--en', 'Lyuban', '--prefix', 'ЛБ', '--at', '52.8,28.0']
  expect(await vmeste(city)).toMatchObject({ code: 0 })
}, 200_000)
afterAll(async () => {
  await inside.end()
  await host.kill('SIGTERM')
  await superuser.query(`drop database ${name} with (force)`)
  await superuser.end()
  await rm(folder, { recursive: true, force: true })
})

const urlOf = (database: string): string => Object.assign(new URL(inject('postgres')), { username: name, password: 'owner', pathname: `/${database}` }).href

/** One command as an operator gives it, with whatever the environment lacks or has wrong. */
function vmeste(args: string[], changed: Record<string, string> = {}): Promise<{ code: number; out: { code?: string; message?: string } }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args, '--json'], { env: { ...process.env, ...env, ...changed }, cwd: folder }, (error, stdout, stderr) => {
      try { resolve({ code: error ? Number(error.code) : 0, out: JSON.parse(stdout) as { code?: string } }) } catch { reject(new Error(`not one JSON value: ${stdout}${stderr}`)) }
    })
  })
}

/** A host started with something wrong: what it said when it gave up. */
function startedAndRefused(changed: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(root, 'core/cli/src/main.ts'), 'serve'], { env: { ...process.env, ...env, ...changed }, timeout: 100_000 }, (error, stdout, stderr) => {
      if (error?.code === 1) resolve(stdout + stderr)
      else reject(new Error(`not refused: ${String(error?.code)} ${stdout}${stderr}`))
    })
  })
}

/** Hashes of the roles' passwords, what was sealed, and every table with its grants. */
async function state(): Promise<unknown> {
  const { rows: roles } = await superuser.query('select rolname, rolpassword from pg_authid where rolname like $1 order by 1', [`vmeste_${name}%`])
  const { rows: tables } = await inside.query(`select oid::regclass::text as name, relacl::text from pg_class where relnamespace in (select oid from pg_namespace where nspname !~ '^(pg_|information_schema)') order by 1`)
  const { rows: keys } = await inside.query('select kid, sealed from identity.signing_key order by 1')
  const { rows: own } = await inside.query('select * from core.installation')
  return { roles, tables, keys, own }
}

/** Reading and writing over connections that are made now: those from before would not notice another password. */
async function answers(): Promise<void> {
  await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name like 'vmeste %'`, [name])
  await expect.poll(async () => {
    const reply = await fetch(`${host.url}/c/luban/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-device': crypto.randomUUID() }, body: JSON.stringify({ query: '{ topics { code } }' }) })
    return (await reply.json() as { data?: { topics?: unknown[] } }).data?.topics
  }, { timeout: 20_000, interval: 200 }).toBeInstanceOf(Array)
}

const admin = ['admin', 'hanna', '--name', 'Hanna']

test('a command or a host with a wrong secret, without one, or with another data folder changes nothing, while the host answers', { timeout: 200_000 }, async () => {
  const before = await state()
  const theirs = join(folder, 'theirs')
  await mkdir(join(theirs, 'files'), { recursive: true })
  await writeFile(join(theirs, 'installation'), `${crypto.randomUUID()}\n`)
  const wrong = { VMESTE_SECRET: 'a secret that was copied from another town, long enough' }
  const empty = { VMESTE_SECRET: '', VMESTE_DATA: join(folder, 'empty') }
  expect(await vmeste(admin, wrong)).toMatchObject({ code: 1, out: { code: 'VMESTE_SECRET_OTHER' } })
  await answers()
  expect(await vmeste(admin, empty)).toMatchObject({ code: 1, out: { code: 'VMESTE_SECRET_MISSING' } })
  await answers()
  expect(await vmeste(admin, { VMESTE_DATA: theirs })).toMatchObject({ code: 1, out: { code: 'VMESTE_DATA_OTHER' } })
  await answers()
  const elsewhere = String(await freePort())
  expect(await startedAndRefused({ ...wrong, PORT: elsewhere })).toContain('VMESTE_SECRET_OTHER')
  expect(await startedAndRefused({ ...empty, PORT: elsewhere })).toContain('VMESTE_SECRET_MISSING')
  expect(await startedAndRefused({ VMESTE_DATA: theirs, PORT: elsewhere })).toContain('VMESTE_DATA_OTHER')
  await answers()
  expect(await state()).toEqual(before)
  expect((await readdir(folder)).sort(), 'no secret was left behind').toEqual(['data', 'theirs'])
  expect((await readdir(theirs)).sort()).toEqual(['files', 'installation'])
  expect(await vmeste(admin)).toMatchObject({ code: 0, out: { user: 'hanna' } })
})

test('a host whose port is taken has not touched its database', { timeout: 100_000 }, async () => {
  const fresh = `${name}_fresh`
  const roles = async (): Promise<unknown> => (await superuser.query('select rolname, rolpassword from pg_authid order by 1')).rows
  await superuser.query(`create database ${fresh} owner ${name}`)
  const before = await roles()
  try {
    expect(await startedAndRefused({ DATABASE_URL: urlOf(fresh), VMESTE_DATA: join(folder, 'fresh'), PORT: String(port) })).toContain('VMESTE_PORT_IN_USE')
    const untouched = new pg.Client({ connectionString: urlOf(fresh) })
    await untouched.connect()
    expect((await untouched.query(`select nspname from pg_namespace where nspname !~ '^(pg_|information_schema|public)'`)).rows).toEqual([])
    await untouched.end()
    expect(await roles()).toEqual(before)
    await expect(readdir(join(folder, 'fresh'))).rejects.toMatchObject({ code: 'ENOENT' })
  } finally { await superuser.query(`drop database ${fresh} with (force)`) }
})
