import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { readLockFile } from './embedded/lock-file.ts'
import { rotateLog } from './embedded/rotate-log.ts'

const fast = { durable: false } as const
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-pg-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0])
  } finally {
    await client.end()
  }
}

/** Another process that starts the server on the folder and then waits. */
async function anotherHost(): Promise<{ kill(): Promise<void> }> {
  const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))})
    await startEmbeddedPostgres(${JSON.stringify(folder)}, { durable: false }); console.log('ready'); process.stdin.resume().on('end', () => process.exit())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('the embedded PostgreSQL', () => {
  test('lets in nobody without the password, and sorts as people do', async () => {
    const postgres = await startEmbeddedPostgres(folder, fast)
    try {
      expect(postgres.adopted).toBe(false)
      expect(await ask(postgres.url, `select w from unnest(array['жук', 'Ель', 'ёж', 'арбуз']) w order by w`)).toEqual([
        'арбуз',
        'ёж',
        'Ель',
        'жук',
      ])
      expect(await ask(postgres.url, 'show listen_addresses')).toEqual(['127.0.0.1'])
      await expect(ask(postgres.url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toMatchObject({
        code: '28P01',
      })
      expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
    } finally {
      await postgres.stop()
    }
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
    } finally {
      await host.kill()
    }
    await (await startEmbeddedPostgres(folder, fast)).stop()
  })

  test('starts after a power cut whose lock file names a process that is now somebody else', async () => {
    // a crash leaves the lock file; here its number is this very test
    const lock = join(folder, 'data', 'postmaster.pid')
    await writeFile(lock, `${process.pid}\n${join(folder, 'data')}\n1\n1\n\n127.0.0.1\n0 0\nready\n`)
    const postgres = await startEmbeddedPostgres(folder, fast)
    try {
      expect(await ask(postgres.url, 'select 1')).toEqual([1])
    } finally {
      await postgres.stop()
    }
  })

  test('keeps what people wrote out of its log', async () => {
    const postgres = await startEmbeddedPostgres(folder, fast)
    try {
      await ask(postgres.url, 'create table t (mail text primary key)')
      await ask(postgres.url, `insert into t values ('hanna@example.org')`)
      await expect(ask(postgres.url, `insert into t values ('hanna@example.org')`)).rejects.toMatchObject({
        code: '23505',
      })
    } finally {
      await postgres.stop()
    }
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('hanna@example.org')
  })
})

describe('the embedded PostgreSQL is supervised', () => {
  const watched = async (
    work: (parts: {
      readonly postgres: EmbeddedPostgres
      readonly news: string[]
      readonly pid: () => Promise<number>
    }) => Promise<void>,
  ) => {
    const news: string[] = []
    const postgres = await startEmbeddedPostgres(folder, {
      ...fast,
      onNews: (what) => {
        news.push(what)
      },
    })
    try {
      await work({ postgres, news, pid: async () => (await readLockFile(join(folder, 'data')))!.pid })
    } finally {
      await postgres.stop()
    }
    expect(await readLockFile(join(folder, 'data'))).toBeUndefined()
  }

  test('killed, it is back on its port with its data, even while one of its processes hangs and holds the shared memory', async () => {
    await watched(async ({ postgres, news, pid }) => {
      await ask(postgres.url, 'create table if not exists kept (n int primary key)')
      await ask(postgres.url, 'insert into kept values (1) on conflict do nothing')
      await ask(postgres.superuserUrl, 'checkpoint') // these servers are careless for speed
      const orphan = new Client({ connectionString: postgres.url })
      orphan.on('error', () => undefined)
      await orphan.connect()
      const {
        rows: [held],
      } = await orphan.query<{ pid: number }>('select pg_backend_pid() pid')
      process.kill(held!.pid, 'SIGSTOP') // deaf to the death of its postmaster
      const before = await pid()
      process.kill(before, 'SIGKILL')
      await expect
        .poll(() => ask(postgres.url, 'select n from kept').catch(() => undefined), { timeout: 10_000 })
        .toEqual([1])
      expect(await pid()).not.toBe(before)
      await expect.poll(() => news).toEqual(['died', 'back'])
      expect(await postgres.isDown()).toBe(false)
      await expect(startEmbeddedPostgres(folder, fast)).rejects.toMatchObject({ code: 'VMESTE_DATA_IN_USE' })
    })
  })

  test('one that dies again and again is given up with a code', async () => {
    await watched(async ({ postgres, news, pid }) => {
      const given = postgres.broken.catch((error: unknown) => error)
      for (let deaths = 1; deaths <= 6; deaths++) {
        process.kill(await pid(), 'SIGKILL')
        await expect.poll(() => news.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(deaths < 6 ? deaths * 2 : 11)
      }
      expect(await given).toMatchObject({ code: 'VMESTE_POSTGRES_LOST' })
      expect(await postgres.isDown()).toBe(true)
      await (await startEmbeddedPostgres(folder, fast)).stop()
    })
  })

  test('its log is kept small while it runs', async () => {
    const log = join(folder, 'small.log')
    for (let turn = 1; turn <= 7; turn++) {
      await writeFile(log, `${turn} `.repeat(50), { flag: 'a' })
      expect(await rotateLog(log, 100)).toBe(true)
      expect((await stat(log)).size).toBe(0)
    }
    expect(await rotateLog(log, 100)).toBe(false)
    expect((await readdir(folder)).filter((name) => name.startsWith('small.log')).sort()).toEqual([
      'small.log',
      'small.log.1',
      'small.log.2',
      'small.log.3',
      'small.log.4',
    ])
    expect(await readFile(`${log}.1`, 'utf8')).toContain('7')
    expect(await readFile(`${log}.4`, 'utf8')).toContain('4')
  })
})
