import { execFile, execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readLockFile } from '../../core/host/src/storage/embedded/lock-file.ts'
import { placeOf } from '../../core/cli/src/upgrade/keep-folder.ts'
import { SubmitStorm } from '../chaos/submit-storm.ts'
import { startPlatform, type RunningPlatform } from '../running-platform.ts'
import { hasPostgres15, startPostgres15 } from '../walls/postgres-15.ts'
import { root } from '../workspace.ts'
import { lastRelease } from './release-checkout.ts'

const run = promisify(execFile)
const patience = { timeout: 600_000, maxBuffer: 1 << 26 }
/** Without what npm and the test run leave in the environment. */
const outside = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|VMESTE_|DATABASE_URL$)/i.test(name)),
)

/**
 * One clone of this repository, as a town has it: it goes from the release to this version and back as the manual says.
 */
let home = '',
  clone = '',
  now = ''
let release = { version: '', commit: '' }

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-upgrade-'))
  await chmod(home, 0o755)
  clone = join(home, 'vmeste')
  execFileSync('git', ['clone', '--quiet', root, clone])
  now = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  release = await lastRelease()
})
afterAll(() => rm(home, { recursive: true, force: true }))

const checkOut = (commit: string): void => {
  execFileSync('git', ['checkout', '--quiet', commit], { cwd: clone })
}
const start = (dataFolder: string, settings: Record<string, string>): Promise<RunningPlatform> =>
  startPlatform({ checkout: clone, dataFolder, settings, deadline: 600_000 })
const vmeste = async (dataFolder: string, settings: Record<string, string>, ...args: string[]): Promise<string> =>
  (
    await run('npm', ['run', '-s', 'vmeste', '--', ...args], {
      cwd: clone,
      env: { ...outside, ...settings, VMESTE_DATA: dataFolder },
      ...patience,
    })
  ).stdout

/**
 * Runs the literal commands of the way back, all but the last, which starts the platform; gives the database they lead
 * to.
 */
async function goBack(
  told: string,
  settings: Record<string, string>,
  more: Record<string, string> = {},
): Promise<string> {
  const words = told
    .slice(told.indexOf('To go back to '))
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean)
  expect(words.at(-1)).toBe('npm start')
  console.log(`the way back:\n${words.join('\n')}`)
  const { stdout } = await run('bash', ['-e', '-c', `${words.slice(0, -1).join('\n')}\necho "$DATABASE_URL"`], {
    cwd: clone,
    env: { ...outside, ...settings, ...more },
    ...patience,
  })
  return stdout.trim().split('\n').at(-1)!
}

interface State {
  readonly reports: readonly string[]
  readonly rows: Readonly<Record<string, number>>
}

/** Every report, and how many rows each table of the modules has, past every wall. */
async function stateOf(superuserUrl: string): Promise<State> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await settled(client)
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
        where nspname in ('appeals', 'civic', 'ratings', 'identity') and relkind = 'r'
        and relname !~ 'migration|session|refresh|outbox'`,
    )
    const rows: Record<string, number> = {}
    for (const { name } of tables)
      rows[name] = (await client.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n
    const { rows: reports } = await client.query<{ text: string }>(
      'select number || text as text from appeals.report order by 1',
    )
    return { reports: reports.map(({ text }) => text), rows }
  } finally {
    await client.end()
  }
}

/** Waits until every event has been handed on and handled: letters that are still to be written are no rows yet. */
async function settled(client: pg.Client): Promise<void> {
  for (const until = Date.now() + 120_000; ;) {
    const {
      rows: [row],
    } = await client.query<{ open: number }>(
      `select (select count(*)::int from core.outbox where relayed_at is null) + (select count(*)::int
        from core.delivery where state = 'pending') as open`,
    )
    if (row?.open === 0) return
    if (Date.now() > until) throw new Error(`${row?.open ?? '?'} events are still open after two minutes`)
    await new Promise((resolve) => {
      setTimeout(resolve, 200)
    })
  }
}

/** People send reports for a moment; all of them arrive. */
async function send(origin: string): Promise<number> {
  const storm = new SubmitStorm()
  const running = storm.run(() => origin, 4)
  while (storm.sent.length < 12)
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  storm.stop()
  await running
  expect(storm.failures).toEqual([])
  return storm.sent.length
}

async function embeddedUrl(dataFolder: string): Promise<string> {
  const place = await placeOf(dataFolder)
  const { port } = (await readLockFile(join(place, 'data')))!
  return `postgres://vmeste:${(await readFile(join(place, 'password'), 'utf8')).trim()}@127.0.0.1:${port}/vmeste`
}

/** The whole journey: the release and its data, this version, and back. */
async function journey(
  dataFolder: string,
  settings: Record<string, string>,
  url: (databaseUrl: string | undefined) => Promise<string>,
  more: Record<string, string> = {},
): Promise<string> {
  checkOut(release.commit)
  const old = await start(dataFolder, settings)
  await send(old.origin)
  const before = await stateOf(await url(undefined))
  expect(before.reports.length).toBeGreaterThan(50)
  expect(await old.end('SIGTERM')).toEqual([])

  checkOut(now)
  const looked = await vmeste(dataFolder, settings, 'upgrade', '--dry-run')
  expect(looked).toMatch(new RegExp(`${release.version.replaceAll('.', '\\.')} → `))
  expect(looked).toContain('Nothing was changed')
  const told = await vmeste(dataFolder, settings, 'upgrade')
  console.log(`${looked}\n${told}`)
  const young = await start(dataFolder, settings)
  expect(young.output()).not.toContain('  migrated ')
  const after = await stateOf(await url(undefined))
  expect(after.reports).toEqual(before.reports)
  expect(after.rows).toMatchObject(before.rows)
  await send(young.origin)
  expect(await young.end('SIGTERM')).toEqual([])

  const database = await goBack(told, settings, more)
  expect(execFileSync('git', ['rev-parse', 'HEAD'], { cwd: clone, encoding: 'utf8' }).trim()).toBe(release.commit)
  const again = await start(dataFolder, { ...settings, ...(database ? { DATABASE_URL: database } : {}) })
  expect(await stateOf(await url(database))).toEqual(before)
  expect((await fetch(`${again.origin}/c/uzda/`)).status).toBe(200)
  await send(again.origin)
  expect(await again.end('SIGTERM')).toEqual([])
  return database
}

describe('from the last release, and back as the upgrade says', () => {
  test('with the embedded database', async () => {
    const dataFolder = join(home, 'embedded')
    await journey(dataFolder, { VMESTE_DEMO: 'on' }, () => embeddedUrl(dataFolder))
    // and forward once more: the way back has left nothing that refuses
    checkOut(now)
    const forward = await start(dataFolder, { VMESTE_DEMO: 'on' })
    expect(await forward.end('SIGTERM')).toEqual([])
  })

  if (!hasPostgres15)
    console.log(
      'left out: PostgreSQL 15 with its pg_dump is not on this machine, so an outer database was not taken there and back',
    )
  test.runIf(hasPostgres15)('with an outer PostgreSQL, whose owner is no superuser', async () => {
    const server = await startPostgres15()
    onTestFinished(() => server.stop())
    const above = new pg.Client({ connectionString: server.superuser })
    await above.connect()
    await above.query(`create role vmeste_owner login createrole password 'owner'`)
    await above.query('create database vmeste owner vmeste_owner template template0')
    await above.end()
    // nothing but the password: which server, and as whom, is said by what was printed
    const { password } = new URL(server.superuser)
    const owner = Object.assign(new URL(server.superuser), {
      username: 'vmeste_owner',
      password: 'owner',
      pathname: '/vmeste',
    }).href
    const settings = {
      DATABASE_URL: owner,
      VMESTE_DEMO: 'on',
      VMESTE_SECRET: 'the secret that this town began with, long enough',
    }
    const asSuperuser = (database: string | undefined): Promise<string> =>
      Promise.resolve(
        Object.assign(new URL(server.superuser), { pathname: database ? new URL(database).pathname : '/vmeste' }).href,
      )
    const database = await journey(join(home, 'outer'), settings, asSuperuser, { PGPASSWORD: password })
    expect(new URL(database).pathname).toBe('/vmeste_before')
  })
})
