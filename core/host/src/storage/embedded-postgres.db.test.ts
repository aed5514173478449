import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { readLockFile } from './embedded/lock-file.ts'

const fast = { durable: false } as const
let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'vmeste-pg-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try { return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]) } finally { await client.end() }
}

/** Another process that starts the server on the folder and then waits. */
async function anotherHost(): Promise<{ kill(): Promise<void> }> {
  const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))})
    await startEmbeddedPostgres(${JSON.stringify(folder)}, { durable: false }); console.log('ready'); process.stdin.resume().on('end', () => process.exit())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { kill: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

describe('the embedded PostgreSQL', () => {
  test('lets in nobody without the password, and sorts as people do', async () => {
    const postgres = await startEmbeddedPostgres(folder, fast)
    try {
      expect(postgres.adopted).toBe(false)
      expect(await ask(postgres.url, `select w from unnest(array['жук', 'Ель', 'ёж', 'арбуз']) w order by w`)).toEqual(['арбуз', 'ёж', 'Ель', 'жук'])
      expect(await ask(postgres.url, 'show listen_addresses')).toEqual(['127.0.0.1'])
      await expect(ask(postgres.url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
      expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
    } finally { await postgres.stop() }
    expect(await readLockFile(join(folder, 'data'))).toBeUndefined()
  })

  test('is taken over with its data after its host was killed', async () => {
    const host = await anotherHost()
    await host.kill()
    const postgres = await startEmbeddedPostgres(folder, fast)
    expect(postgres.adopted).toBe(true)
    expect(await ask(postgres.url, 'select 1')).toEqual([1])
    await postgres.stop()
    expect(await readLockFile(join(folder, 'data'))).toBeUndefined()
  })

  test('refuses a second living host and can be shared with a command', async () => {
    const host = await anotherHost()
    try {
      await expect(startEmbeddedPostgres(folder, fast)).rejects.toMatchObject({ code: 'VMESTE_DATA_IN_USE' })
      const shared = await startEmbeddedPostgres(folder, { ...fast, inUse: 'share' })
      await shared.stop()
      expect(await ask(shared.url, 'select 1')).toEqual([1])
    } finally { await host.kill() }
    await (await startEmbeddedPostgres(folder, fast)).stop()
  })

  test('starts after a power cut whose lock file names a process that is now somebody else', async () => {
    // a crash leaves the lock file; here its number is this very test
    const lock = join(folder, 'data', 'postmaster.pid')
    await writeFile(lock, `${process.pid}\n${join(folder, 'data')}\n1\n1\n\n127.0.0.1\n0 0\nready\n`)
    const postgres = await startEmbeddedPostgres(folder, fast)
    try { expect(await ask(postgres.url, 'select 1')).toEqual([1]) } finally { await postgres.stop() }
  })

  test('keeps what people wrote out of its log', async () => {
    const postgres = await startEmbeddedPostgres(folder, fast)
    try {
      await ask(postgres.url, 'create table t (mail text primary key)')
      await ask(postgres.url, `insert into t values ('hanna@example.org')`)
      await expect(ask(postgres.url, `insert into t values ('hanna@example.org')`)).rejects.toMatchObject({ code: '23505' })
    } finally { await postgres.stop() }
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('hanna@example.org')
  })
})
