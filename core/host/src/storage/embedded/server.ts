import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { access, readFile, rename, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { VmesteError } from '@vmeste/sdk'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { endLeftovers } from './leftovers.ts'
import { dropForeignLock, isRunning, readLockFile } from './lock-file.ts'
import { rotateLog } from './rotate-log.ts'
import { run, until } from './run.ts'

/** Starts the cluster and makes the owner of the database; nothing works as it. */
export const superuser = 'vmeste'

/** A small town's server: two cores and two gigabytes hold the host and its database. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  shared_buffers: '64MB',
  max_connections: '100',
  max_wal_size: '512MB',
  jit: 'off',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  // a failed statement and its details carry what people wrote; the host's own log names the fault
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
// a worker of the superuser's that happens to look at a test's database keeps its owner from dropping it
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // several workers of a test run have hosts of their own, each with the pools of a town that has a server to itself
  max_connections: '400',
}

/** Makes the cluster if there is none; in a folder beside, so that a start cut short leaves no half of one. */
export async function initialise(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  if (
    await access(home.data).then(
      () => true,
      () => false,
    )
  )
    return
  const half = `${home.data}.${process.pid}`
  try {
    await run(
      binaries.initdb,
      [
        '-D',
        half,
        '-U',
        superuser,
        '--auth=scram-sha-256',
        `--pwfile=${home.passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      home.account,
    )
    await rename(half, home.data)
  } catch (cause) {
    await rm(half, { recursive: true, force: true })
    throw new VmesteError(
      'VMESTE_POSTGRES_INIT',
      `A new database could not be made in ${home.data}: ${reason(cause)}`,
      { cause },
    )
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split('\n').filter(Boolean).at(-1) ?? '') : String(cause)
}

/** A server that runs. */
export interface Running {
  readonly pid: number
  readonly port: number
}

/** Settings beside those that every server has. */
export type FurtherSettings = Readonly<Record<string, string>>

/** Starts the server and waits until it is ready. */
export async function launch(
  home: Home,
  binaries: Binaries,
  durable: boolean,
  further: FurtherSettings = {},
): Promise<Running> {
  // the last server's processes may need a moment to go, or the number in the lock file may by now belong to a stranger
  const started =
    (await until(3_000, () => attempt(home, binaries, { durable, further }))) ??
    (await dropForeignLock(home.data).then(() => until(10_000, () => attempt(home, binaries, { durable, further }))))
  if (started) return started
  throw await notStarted(home)
}

/** Starts a server that has died once more, where everybody knows it. One attempt. */
export async function relaunch(
  home: Home,
  binaries: Binaries,
  durable: boolean,
  port: number,
  further: FurtherSettings = {},
): Promise<Running> {
  await endLeftovers(home.data)
  await dropForeignLock(home.data)
  const started = await attempt(home, binaries, { durable, further, wanted: port })
  if (started) return started
  throw await notStarted(home)
}

/** Replaying a week of log may take hours. */
const longestRecoveryMs = 24 * 3_600_000

/**
 * Starts a server that first replays log which it is given, and waits until it has done so. One attempt; undefined
 * where it ended.
 */
export const recover = (
  home: Home,
  binaries: Binaries,
  durable: boolean,
  further: FurtherSettings,
): Promise<Running | undefined> => attempt(home, binaries, { durable, further, patienceMs: longestRecoveryMs })

async function notStarted(home: Home): Promise<VmesteError> {
  return new VmesteError(
    'VMESTE_POSTGRES_START',
    `The embedded PostgreSQL did not start. The last lines of ${home.log}:\n${await lastLines(home.log)}`,
  )
}

interface Attempt {
  readonly durable: boolean
  readonly further: FurtherSettings
  /** Port. */ readonly wanted?: number
  readonly patienceMs?: number
}

async function attempt(
  home: Home,
  binaries: Binaries,
  { durable, further, wanted, patienceMs = 60_000 }: Attempt,
): Promise<Running | undefined> {
  const port = wanted ?? (await freePort())
  await rotateLog(home.log)
  const flags = Object.entries({ ...settings, ...(durable ? {} : careless), ...further, port: String(port) }).flatMap(
    ([key, value]) => ['-c', `${key}=${value}`],
  )
  const log = openSync(home.log, 'a', 0o600)
  // detached: Ctrl+C must reach the host alone, which stops its database last
  const child = spawn(binaries.postgres, ['-D', home.data, ...flags], {
    ...home.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  let ended = false
  child
    .once('exit', () => {
      ended = true
    })
    .once('error', () => {
      ended = true
    })
  // recovery after a power cut may read a good deal of log
  return until(patienceMs, async () => {
    if (ended) return { pid: 0, port }
    const lock = await readLockFile(home.data)
    return lock?.pid === child.pid && lock?.ready ? lock : undefined
  }).then((result) => (result?.pid ? result : undefined))
}

/** Ends the server: connections are cut, everything committed is kept. */
export async function end(pid: number): Promise<void> {
  for (const [signal, milliseconds] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await until(milliseconds, async () => ((await isRunning(pid)) ? undefined : true))) return
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo
        server.close(() => resolve(port))
      })
  })
}

export async function lastLines(file: string, count = 5): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-count).join('\n')
}
