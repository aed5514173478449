import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHome } from '../../core/host/src/storage/embedded/home.ts'
import { readLockFile } from '../../core/host/src/storage/embedded/lock-file.ts'
import { run, until } from '../../core/host/src/storage/embedded/run.ts'
import { end, freePort } from '../../core/host/src/storage/embedded/server.ts'

const binaries = '/usr/lib/postgresql/15/bin'

/** Whether this machine has the oldest PostgreSQL that the platform works with. */
export const hasPostgres15 = existsSync(join(binaries, 'initdb'))

/** Its own copy of what is in the database, as the owner would make it. */
export const dump = (url: string, ...options: string[]): Promise<string> =>
  run(join(binaries, 'pg_dump'), [...options, url])

/** A server of that version, for one test file. */
export async function startPostgres15(): Promise<{ superuser: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-pg15-'))
  const home = await openHome(folder)
  await run(
    join(binaries, 'initdb'),
    [
      '-D',
      home.data,
      '-U',
      'super',
      '--auth=scram-sha-256',
      `--pwfile=${home.passwordFile}`,
      '-E',
      'UTF8',
      '--no-sync',
      '--no-instructions',
    ],
    home.account,
  )
  const port = await freePort()
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    port: String(port),
  }).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = spawn(join(binaries, 'postgres'), ['-D', home.data, ...flags], {
    ...home.account,
    cwd: '/',
    stdio: 'ignore',
  })
  const ready = await until(60_000, async () => {
    const lock = await readLockFile(home.data)
    return lock?.pid === child.pid && lock?.ready ? true : undefined
  })
  if (!ready) throw new Error('PostgreSQL 15 did not start')
  return {
    superuser: `postgres://super:${home.password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await end(child.pid!)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
