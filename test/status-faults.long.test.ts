import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, fakeSmtp, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { behave, bell, habits, ledger, ring } from '../core/host/test/doubles/event-plugins.ts'
import { wretch } from '../core/host/test/wretch-plugin.ts'
import { root } from './workspace.ts'

/** Each fault put in for real, beside a running host, and asked for as whoever runs the platform asks. */
let town: TestHost
let owner: pg.Client
let smtp: FakeSmtp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-faults-'))
  smtp = await fakeSmtp()
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [...(await installedModules()).plugins, wretch, bell, ledger],
    units: [identityUnit],
    host: {
      eventsTuning: { attempts: 1, sweepMs: 100 },
      healthTuning: { restMs: 600_000 },
      status: { tuning: { beatMs: 1_000 } },
    },
  })
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await town.stop()
  await smtp.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Line {
  readonly id: string
  readonly state: string
  readonly text: string
  readonly remedy: string | null
}
interface Said {
  readonly code: number
  readonly lines: Readonly<Record<string, Line>>
}
function status(settings: Record<string, string> = {}, before: readonly string[] = []): Promise<Said> {
  const [command = '', ...args] = [
    ...before,
    process.execPath,
    join(root, 'core/cli/src/main.ts'),
    'status',
    '--json',
    '--lang',
    'en',
  ]
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: town.databaseUrl,
    VMESTE_DATA: folder,
    VMESTE_SMTP: smtp.url,
    ...settings,
  }
  return new Promise((resolve, reject) => {
    execFile(command, args, { env }, (error, stdout) => {
      try {
        resolve({
          code: error ? Number(error.code) : 0,
          lines: Object.fromEntries((JSON.parse(stdout) as { checks: Line[] }).checks.map((line) => [line.id, line])),
        })
      } catch {
        reject(error ?? new Error(stdout))
      }
    })
  })
}
const red = ({ lines }: Said): string[] =>
  Object.values(lines)
    .filter(({ state }) => state === 'fail')
    .map(({ id }) => id)
/** Red before a fault is put in: modules of this test are known to its host and not to the command. */
const beforeFaults = ['schema']
beforeEach(async () => {
  const well = await status()
  expect(red(well).filter((id) => !beforeFaults.includes(id))).toEqual([])
})

test('mail is down', async () => {
  const { code, lines } = await status({ VMESTE_SMTP: 'smtp://127.0.0.1:9' })
  expect([code, lines['mail']]).toEqual([
    1,
    expect.objectContaining({
      state: 'fail',
      text: expect.stringContaining('The mail server does not answer. Last error: E') as string,
    }),
  ])
})

test.runIf(process.getuid?.() === 0)(
  'the disk is full up to 95 %: a small one of its own, which only root may make',
  async () => {
    const disk = await mkdtemp(join(tmpdir(), 'vmeste-small-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk])
    onTestFinished(async () => {
      execFileSync('umount', ['--lazy', disk])
      await rm(disk, { recursive: true, force: true })
    })
    await writeFile(join(disk, 'photos'), Buffer.alloc(Math.ceil(16 * 1024 * 1024 * 0.951)))
    const { code, lines } = await status({ VMESTE_DATA: disk })
    expect([code, lines['disk']]).toEqual([
      1,
      expect.objectContaining({ state: 'fail', text: expect.stringMatching(/^9[5-9] % used/) as string }),
    ])
  },
)

test('a delivery is dead', async () => {
  habits.before = async () => {
    throw new Error('never')
  }
  onTestFinished(behave)
  await ring(town.ctxIn('uzda', 'bell'), 1)
  await expect
    .poll(async () => (await status()).lines['deliveries'], { timeout: 60_000 })
    .toMatchObject({ state: 'fail', text: 'Dead deliveries: 1 (ledger/bell.rung@1).' })
  await owner.query(`delete from core.delivery where state = 'dead'`)
})

const fakes = spawnSync('faketime', ['--version']).status === 0
if (!fakes) console.log('left out: a clock that is wrong needs faketime (apt-get install faketime)')
/** Whatever the process asks of its clock is wrong; how long things take is not. */
const settingsOfFake = { FAKETIME_DONT_FAKE_MONOTONIC: '1' }

test.runIf(fakes)('a clock is three hours behind', async () => {
  const { code, lines } = await status(settingsOfFake, ['faketime', '-f', '-3h'])
  expect([code, lines['clock']]).toEqual([
    1,
    expect.objectContaining({ state: 'fail', text: expect.stringContaining('3 h apart') as string }),
  ])
})

test.runIf(fakes)('next year’s calendar is missing: in October, in December', async () => {
  const [autumn, winter] = [
    await status(settingsOfFake, ['faketime', '2040-10-05 12:00:00']),
    await status(settingsOfFake, ['faketime', '2040-12-05 12:00:00']),
  ]
  expect(autumn.lines['calendar']).toMatchObject({
    state: 'warn',
    text: expect.stringContaining('no calendar of 2041: uzda, zhodino') as string,
  })
  expect(winter.lines['calendar']).toMatchObject({
    state: 'fail',
    remedy: expect.stringContaining('Working calendar') as string,
  })
})

test('a module is ill', async () => {
  for (let i = 0; i < 12; i++) await town.graph('zhodino', '{ wretchThrows }')
  await expect
    .poll(async () => (await status()).lines['modules'], { timeout: 60_000 })
    .toMatchObject({ state: 'fail', text: expect.stringContaining('wretch (zhodino): UNHEALTHY') as string })
  beforeFaults.push('modules') // it stays so: whatever comes after it is looked at beside it
})

test('connections are near their bound', async () => {
  const name = new URL(town.databaseUrl).pathname.slice(1)
  const held = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const client = new pg.Client({ connectionString: town.databaseUrl })
      await client.connect()
      return client
    }),
  )
  const {
    rows: [found],
  } = await owner.query<{ here: number }>(
    `select count(*)::int as here from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  )
  await owner.query(`alter database "${name}" connection limit ${found!.here + 2}`)
  const { lines } = await status()
  await owner.query(`alter database "${name}" connection limit -1`)
  await Promise.all(held.map((client) => client.end()))
  expect(lines['connections']!.state).not.toBe('ok')
})

test('the database is gone', async () => {
  const gone = await status({ DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing' })
  expect([gone.code, red(gone)]).toEqual([1, ['database']])
})
