import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startHostProcess, type HostProcess } from '../chaos/host-process.ts'
import { SubmitStorm } from '../chaos/submit-storm.ts'
import { freePort } from './free-port.ts'
import { checkOutRelease, lastRelease, type ReleaseCheckout } from './release-checkout.ts'

const people = 6
const besideMs = 60_000
const name = `release_${crypto.randomUUID().slice(0, 8)}`
let superuser: pg.Client
let inside: pg.Client
let folder = ''
let release: ReleaseCheckout
let env: Record<string, string> = {}
const running: HostProcess[] = []

beforeAll(async () => {
  release = await checkOutRelease(await lastRelease())
  superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'owner'`)
  await superuser.query(`create database ${name} owner ${name} template template0`)
  folder = await mkdtemp(join(tmpdir(), 'vmeste-beside-'))
  await chmod(folder, 0o755)
  const url = Object.assign(new URL(inject('superuser')), {
    username: name,
    password: 'owner',
    pathname: `/${name}`,
  }).href
  env = {
    DATABASE_URL: url,
    VMESTE_DATA: join(folder, 'data'),
    VMESTE_SECRET: 'the secret that this town began with, long enough',
    VMESTE_HOSTS: 'many',
    VMESTE_DEMO: 'on',
  }
  inside = new pg.Client({ connectionString: url })
  await inside.connect()
})
afterAll(async () => {
  for (const host of running) await host.kill('SIGKILL')
  await inside.end()
  await superuser.query(`drop database ${name} with (force)`)
  await superuser.end()
  await Promise.all([release.remove(), rm(folder, { recursive: true, force: true })])
})

async function start(checkout?: string): Promise<HostProcess> {
  const host = await startHostProcess(env, await freePort(), 400_000, checkout)
  running.push(host)
  return host
}

/** What a host has said of its errors: without it a failure names a code and no cause. */
const troubles = (host: HostProcess): string =>
  host
    .output()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line))
    .slice(0, 5)
    .join('\n')

/** What the release's own program says and how it ends. */
async function released(args: string[]): Promise<{ code: unknown; said: string }> {
  const port = String(await freePort())
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(release.folder, 'core/cli/src/main.ts'), ...args],
      { cwd: release.folder, env: { ...process.env, ...env, PORT: port }, timeout: 120_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, said: stdout + stderr })
      },
    )
  })
}

/** Passwords, tables, functions and everybody's rights in them. */
async function state(): Promise<unknown> {
  const { rows: roles } = await superuser.query(
    'select rolname, rolpassword from pg_authid where rolname like $1 order by 1',
    [`vmeste_${name}%`],
  )
  const { rows: things } = await inside.query(`
    select c.oid::regclass::text as name, relacl::text as rights from pg_class c
      join pg_namespace n on n.oid = relnamespace where nspname !~ '^(pg_|information_schema)'
    union all select f.oid::regprocedure::text, proacl::text from pg_proc f join pg_namespace n on n.oid = pronamespace
      where nspname !~ '^(pg_|information_schema)' order by 1`)
  const { rows: own } = await inside.query('select * from core.installation')
  return { roles, things, own }
}

test('the last release goes on beside the new host while that migrates under load, and cannot start on the new schema any more', async () => {
  const old = await start(release.folder)
  const [onOld, onNew] = [new SubmitStorm(), new SubmitStorm()]
  const storms = [onOld.run(() => old.url, people)]
  const young = await start()
  expect(young.output(), 'what the update did to the database').toMatch(/^ {2}migrated core: /m)
  const before = onOld.sent.length
  storms.push(onNew.run(() => young.url, people))
  await sleep(besideMs)
  onOld.stop()
  onNew.stop()
  await Promise.all(storms)
  expect(onOld.failures, troubles(old)).toEqual([])
  expect(onNew.failures, troubles(young)).toEqual([])
  expect(onOld.sent.length - before, 'the release was sent reports beside the new host').toBeGreaterThan(people)
  expect(onNew.sent.length).toBeGreaterThan(people)

  const sent = [...onOld.sent, ...onNew.sent]
  const { rows: stored } = await reports()
  expect(new Set(stored.map(({ number, text }) => `${text} ${number}`))).toEqual(
    new Set(sent.map(({ key, numbers }) => `Яма ${key} ${numbers[0]}`)),
  )
  expect(stored.length, 'each once').toBe(sent.length)
  console.log(
    `${release.version} beside the new host: ${onOld.sent.length} reports by the release (${before} while the new one started), ${onNew.sent.length} by the new host, 0 failed`,
  )

  running.splice(running.indexOf(old), 1)
  await old.kill('SIGTERM')
  const held = await state()
  const refusal = new RegExp(
    `VMESTE_SCHEMA_NEWER.* migrated by Vmeste \\d\\S*, and this is ${release.version.replaceAll('.', '\\.')}`,
  )
  for (const args of [['serve'], ['admin', 'hanna', '--name', 'Hanna']]) {
    const { code, said } = await released(args)
    console.log(`${release.version} ${args[0]} on the new schema: exit ${String(code)}\n${said}`)
    expect(code).toBe(1)
    expect(said).toMatch(refusal)
  }
  expect(await state()).toEqual(held)
  expect((await fetch(`${young.url}/c/uzda/`)).status).toBe(200)
})

/** Row-level security binds the owner; a superuser is bound by nothing. */
async function reports(): Promise<pg.QueryResult<{ number: string; text: string }>> {
  const above = new pg.Client({
    connectionString: Object.assign(new URL(inject('superuser')), { pathname: `/${name}` }).href,
  })
  await above.connect()
  try {
    return await above.query(`select number, text from appeals.report where text like 'Яма %-%'`)
  } finally {
    await above.end()
  }
}
