import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { checkIds } from '@vmeste/host/status'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { commandHere, type Ended } from '../../../../test/command-here.ts'
import { installedModules } from '../platform/installed-modules.ts'
import { root } from '../platform/root.ts'

let town: TestHost
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-status-'))
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: (await installedModules()).plugins,
    units: [identityUnit],
  })
})
afterAll(async () => {
  await town.stop()
  await rm(folder, { recursive: true })
})

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}
/** Nothing but what every machine has; sources that are compiled once. */
const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
const machine = { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) }
const own = () => ({ VMESTE_DATA: folder, LANG: 'be_BY.UTF-8' })
/** As somebody at a keyboard calls it. */
const vmeste = (settings: Record<string, string>, ...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), ...args],
      { env: { ...machine, ...own(), ...settings } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, out: stdout, err: stderr })
      },
    )
  })
/** As whatever reads its JSON calls it. */
const status = (settings: Record<string, string>, ...args: string[]): Promise<Ended<Checks>> =>
  commandHere<Checks>({ ...own(), ...settings }, 'status', ...args)
interface Line {
  readonly id: string
  readonly state: string
  readonly text: string
  readonly remedy: string | null
}
interface Checks {
  readonly ok: boolean
  readonly checks: readonly Line[]
}
const linesOf = ({ checks }: Checks): Record<string, Line> => Object.fromEntries(checks.map((line) => [line.id, line]))

test('beside a running host, as the owner of its database: every line, one JSON value, and nothing is migrated or made', async () => {
  const said = await vmeste({ DATABASE_URL: town.databaseUrl }, 'status', '--json', '--lang', 'en')
  expect([said.code, said.err]).toEqual([0, ''])
  const answer = JSON.parse(said.out) as Checks
  expect(Object.keys(answer)).toEqual(['ok', 'checks'])
  expect(answer.checks.map(({ id }) => id)).toEqual([...checkIds])
  for (const line of answer.checks) expect(Object.keys(line)).toEqual(['id', 'state', 'text', 'remedy'])
  expect(linesOf(answer)).toMatchObject({
    database: { state: 'ok' },
    schema: { state: 'ok' },
    uptime: { state: 'ok', text: expect.stringMatching(/^Hosts at work: 1/) as string },
    clock: { state: 'ok' },
    deliveries: { state: 'ok' },
    modules: { state: 'ok' },
    mail: { state: 'warn' },
    backup: { state: 'warn', remedy: expect.stringContaining('Set VMESTE_BACKUP') as string },
  })
})

test('a restore that is not done is named, and nobody is told to start on it', async () => {
  await writeFile(join(folder, 'restoring'), 'A restore has begun\n')
  const said = await status({ DATABASE_URL: town.databaseUrl }, '--lang', 'en')
  await rm(join(folder, 'restoring'))
  const unfinished = {
    state: 'fail',
    text: expect.stringContaining('VMESTE_RESTORE_UNFINISHED') as string,
    remedy: expect.stringContaining('vmeste restore') as string,
  }
  expect([said.code, linesOf(said.out)]).toMatchObject([
    1,
    { database: { state: 'ok' }, schema: unfinished, uptime: unfinished },
  ])
  // nothing that it has not brought back yet is called well, and the database is not called down
  const waits = {
    state: 'warn',
    text: 'It cannot be asked: a restore is not done yet.',
    remedy: expect.stringContaining('vmeste restore') as string,
  }
  for (const id of ['backup', 'mail', 'messages', 'deliveries', 'jobs', 'modules', 'calendar'])
    expect(linesOf(said.out)[id], id).toMatchObject(waits)
})

test('a wrong password is named, and a database that answers is not called down', async () => {
  const url = new URL(town.databaseUrl)
  url.password = 'wrong'
  const said = await status({ DATABASE_URL: url.href }, '--lang', 'en')
  expect([said.code, linesOf(said.out)['database']]).toMatchObject([
    1,
    {
      state: 'fail',
      text: 'PostgreSQL answers and refuses the password (28P01).',
      remedy: expect.stringContaining('DATABASE_URL') as string,
    },
  ])
})

test('with the database down that line is red, and the others say that they could not be asked', async () => {
  const settings = { DATABASE_URL: 'postgres://vmeste_owner:x@127.0.0.1:9/vmeste', VMESTE_SMTP: 'smtp://127.0.0.1:9' }
  const [json, plain] = await Promise.all([status(settings), vmeste(settings, 'status')])
  expect([json.code, plain.code]).toEqual([1, 1])
  expect(linesOf(json.out)).toMatchObject({
    database: { state: 'fail', text: 'Не адказвае: ECONNREFUSED.' },
    mail: { state: 'fail' },
    disk: { state: 'ok' },
    jobs: { state: 'warn', text: 'Спытаць не ўдалося: база даных не адказвае.' },
  })
  expect(plain.out).toMatch(/^✗ База даных +Не адказвае: ECONNREFUSED\.\n +→ Запусціце PostgreSQL/)
})
