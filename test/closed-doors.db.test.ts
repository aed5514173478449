import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openPlatform, type Platform } from '../core/cli/src/platform/open-platform.ts'
import { readEnv } from '../core/cli/src/platform/read-env.ts'
import { cityWords } from './city-words.ts'
import { commandHere, type Ended } from './command-here.ts'
import { root } from './workspace.ts'

/** A town as `docs/operations.md` sets one up: an outer database whose owner may create roles and is no superuser. */
const name = `doors_${crypto.randomUUID().slice(0, 8)}`
let superuser: pg.Client
let inside: pg.Client
let folder = ''
let port = 0
let running: Platform
let env: Record<string, string> = {}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'owner'`)
  await superuser.query(`create database ${name} owner ${name} template template0`)
  folder = await mkdtemp(join(tmpdir(), 'vmeste-doors-'))
  await chmod(folder, 0o755)
  env = {
    DATABASE_URL: urlOf(name),
    VMESTE_DATA: join(folder, 'data'),
    VMESTE_SECRET: 'the secret that this town began with, long enough',
    VMESTE_DEMO: 'off',
  }
  running = await openPlatform(readEnv(env))
  port = await running.host.listen(0)
  inside = new pg.Client({ connectionString: env['DATABASE_URL'] })
  await inside.connect()
  expect(await vmeste(cityWords())).toMatchObject({ code: 0 })
}, 100_000)
afterAll(async () => {
  await inside.end()
  await running.stop()
  await superuser.query(`drop database ${name} with (force)`)
  await superuser.end()
  await rm(folder, { recursive: true, force: true })
})

const urlOf = (database: string): string =>
  Object.assign(new URL(inject('superuser')), { username: name, password: 'owner', pathname: `/${database}` }).href

/** One command as an operator gives it, with whatever the environment lacks or has wrong. */
const vmeste = (args: readonly string[], changed: Record<string, string> = {}): Promise<Ended<unknown>> =>
  commandHere({ ...env, ...changed }, ...args)

/** A host started with something wrong: what it said when it gave up. */
function startedAndRefused(changed: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), 'serve'],
      { env: { ...process.env, ...env, ...changed }, timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error?.code === 1) resolve(stdout + stderr)
        else reject(new Error(`not refused: ${String(error?.code)} ${stdout}${stderr}`))
      },
    )
  })
}

/** Hashes of the roles' passwords, what was sealed, and every table with its grants. */
async function state(): Promise<unknown> {
  const { rows: roles } = await superuser.query(
    'select rolname, rolpassword from pg_authid where rolname like $1 order by 1',
    [`vmeste_${name}%`],
  )
  const { rows: tables } = await inside.query(
    `select oid::regclass::text as name, relacl::text from pg_class where relnamespace in (select oid from pg_namespace
      where nspname !~ '^(pg_|information_schema)') order by 1`,
  )
  const { rows: keys } = await inside.query('select kid, sealed from identity.signing_key order by 1')
  const { rows: own } = await inside.query('select * from core.installation')
  return { roles, tables, keys, own }
}

async function topics(): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/c/luban/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-device': crypto.randomUUID() },
    body: JSON.stringify({ query: '{ topics { code } }' }),
  })
  return Array.isArray(((await reply.json()) as { data?: { topics?: unknown } }).data?.topics)
}

/** Over connections that are made now: those from before would not notice another password. */
async function answersAnew(): Promise<void> {
  await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name like 'vmeste %'`,
    [name],
  )
  await expect.poll(topics, { timeout: 20_000, interval: 200 }).toBe(true)
}

/** Somebody who reads all the while; gives how often, and what was not answered. */
function reader(): () => Promise<{ answered: number; failed: number }> {
  let stopped = false
  const heard = { answered: 0, failed: 0 }
  const reading = (async () => {
    for (; !stopped; await sleep(20)) heard[(await topics().catch(() => false)) ? 'answered' : 'failed']++
  })()
  return async () => {
    stopped = true
    await reading
    return heard
  }
}

const admin = ['admin', 'hanna', '--name', 'Hanna']

test(
  'a command or a host with a wrong secret, without one, or with another data folder changes nothing, while the host answers',
  { timeout: 240_000 },
  async () => {
    const before = await state()
    const stop = reader()
    const theirs = join(folder, 'theirs')
    await mkdir(join(theirs, 'files'), { recursive: true })
    await writeFile(join(theirs, 'installation'), `${crypto.randomUUID()}\n`)
    const wrong = { VMESTE_SECRET: 'a secret that was copied from another town, long enough' }
    const empty = { VMESTE_SECRET: '', VMESTE_DATA: join(folder, 'empty') }
    expect(await vmeste(admin, wrong)).toMatchObject({ code: 1, out: { code: 'VMESTE_SECRET_OTHER' } })
    expect(await vmeste(admin, empty)).toMatchObject({ code: 1, out: { code: 'VMESTE_SECRET_MISSING' } })
    expect(await vmeste(admin, { VMESTE_DATA: theirs })).toMatchObject({ code: 1, out: { code: 'VMESTE_DATA_OTHER' } })
    for (const [changed, code] of [
      [wrong, 'VMESTE_SECRET_OTHER'],
      [empty, 'VMESTE_SECRET_MISSING'],
      [{ VMESTE_DATA: theirs }, 'VMESTE_DATA_OTHER'],
    ] as const) {
      await expect(openPlatform(readEnv({ ...env, ...changed })), 'a host').rejects.toMatchObject({ code })
    }
    expect(await state()).toEqual(before)
    const { answered, failed } = await stop()
    expect(failed).toBe(0)
    expect(answered).toBeGreaterThan(5)
    await answersAnew()
    expect((await readdir(folder)).sort(), 'no secret was left behind').toEqual(['data', 'theirs'])
    expect((await readdir(theirs)).sort()).toEqual(['files', 'installation'])
    expect(await vmeste(admin)).toMatchObject({ code: 0, out: { user: 'hanna' } })
  },
)

test('a host whose port is taken has not touched its database', { timeout: 60_000 }, async () => {
  const fresh = `${name}_fresh`
  // whatever a host makes here carries the name of its database; other tests of this server make roles meanwhile
  const roles = async (): Promise<readonly object[]> => {
    const { rows } = await superuser.query<{ rolname: string; rolpassword: string | null }>(
      'select rolname, rolpassword from pg_authid where rolname like $1 order by 1',
      [`%${name}%`],
    )
    return rows
  }
  await superuser.query(`create database ${fresh} owner ${name} template template0`)
  const before = await roles()
  expect(before.length, 'the first town’s roles are found this way').toBeGreaterThan(2)
  try {
    expect(
      await startedAndRefused({ DATABASE_URL: urlOf(fresh), VMESTE_DATA: join(folder, 'fresh'), PORT: String(port) }),
    ).toContain('VMESTE_PORT_IN_USE')
    const untouched = new pg.Client({ connectionString: urlOf(fresh) })
    await untouched.connect()
    expect(
      (await untouched.query(`select nspname from pg_namespace where nspname !~ '^(pg_|information_schema|public)'`))
        .rows,
    ).toEqual([])
    await untouched.end()
    expect(await roles()).toEqual(before)
    await expect(readdir(join(folder, 'fresh'))).rejects.toMatchObject({ code: 'ENOENT' })
  } finally {
    await superuser.query(`drop database ${fresh} with (force)`)
  }
})
