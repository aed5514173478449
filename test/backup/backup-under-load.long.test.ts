import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { BackupSummary } from '@vmeste/host/backup'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startHostProcess } from '../chaos/host-process.ts'
import { cityWords } from '../city-words.ts'
import { freshClone } from '../fresh-clone.ts'
import { freePort } from '../release/free-port.ts'
import { peaks, vmeste, vmesteIn } from './run-command.ts'
import { asOwner, report, type Sent } from './town.ts'

const passphrase = 'four words and a river'
const everyMs = 50
const owner = `load_${crypto.randomUUID().slice(0, 8)}`
const databases: string[] = []
let superuser: pg.Client,
  folder = ''
let clone: Awaited<ReturnType<typeof freshClone>>
beforeAll(async () => {
  superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
  // the owner of docs/operations.md
  await superuser.query(`create role ${owner} login createrole password 'owner'`)
  folder = await mkdtemp(join(tmpdir(), 'vmeste-under-load-'))
  await chmod(folder, 0o755)
  clone = await freshClone()
})
afterAll(async () => {
  for (const name of databases) await superuser.query(`drop database if exists ${name} with (force)`)
  await superuser.end()
  await Promise.all([clone.remove(), rm(folder, { recursive: true, force: true })])
})

async function outer(): Promise<{ url: string; name: string }> {
  const name = `${owner}_${databases.length}`
  databases.push(name)
  await superuser.query(`create database ${name} owner ${owner} template template0`)
  return {
    name,
    url: Object.assign(new URL(inject('superuser')), { username: owner, password: 'owner', pathname: `/${name}` }).href,
  }
}
const city = cityWords('uzda', 'УЗ')

interface Acknowledged extends Sent {
  readonly at: number
}
/** Twenty people a second, each with a photo, whatever the answers take. */
async function load(url: string, stop: () => boolean, sent: Acknowledged[], refused: string[]): Promise<void> {
  const running = new Set<Promise<void>>()
  while (!stop()) {
    const one: Promise<void> = report(url, 'uzda')
      .then(
        (made) => {
          sent.push({ ...made, at: Date.now() })
        },
        (error: unknown) => {
          refused.push(String(error))
        },
      )
      .finally(() => {
        running.delete(one)
      })
    running.add(one)
    await sleep(everyMs)
  }
  await Promise.all(running)
}

test.each(['embedded', 'outer'] as const)(
  'a backup under twenty submits a second brings back everything that was acknowledged before it (%s)',
  async (kind) => {
    const [before, after] = [join(folder, `${kind}-before`), join(folder, `${kind}-after`)]
    const first = kind === 'outer' ? await outer() : undefined
    const env = {
      VMESTE_DATA: before,
      VMESTE_DEMO: 'off',
      VMESTE_BACKUP_PASSPHRASE: passphrase,
      ...(first ? { DATABASE_URL: first.url } : {}),
    }
    await vmeste(env, ...city)
    let host = await startHostProcess(env, await freePort(), 400_000)
    const sent: Acknowledged[] = [],
      refused: string[] = []
    let over = false
    const sending = load(host.url, () => over, sent, refused)
    await sleep(6_000)
    const file = join(folder, `${kind}.backup`)
    const backup = await vmeste<BackupSummary>(env, 'backup', file)
    const duringBackup = sent.length
    await sleep(1_500)
    over = true
    await sending
    await host.kill('SIGKILL')
    const moment = new Date(backup.at).getTime()
    const promised = sent.filter(({ at }) => at <= moment)
    console.log(
      `${kind}: ${sent.length} acknowledged, ${refused.length} not, ${promised.length} before the backup, ${duringBackup - promised.length} while it was written; ${backup.rows} rows, ${backup.files.count} files`,
    )
    expect(promised.length).toBeGreaterThan(20)
    expect(backup.missing.count).toBe(0)

    // the disaster
    if (first) await superuser.query(`drop database ${first.name} with (force)`)
    else await (await startEmbeddedPostgres(join(before, 'postgres'))).stop()
    await rm(before, { recursive: true, force: true })

    const second = kind === 'outer' ? await outer() : undefined
    const again = {
      VMESTE_DATA: after,
      VMESTE_DEMO: 'off',
      VMESTE_BACKUP_PASSPHRASE: passphrase,
      ...(second ? { DATABASE_URL: second.url } : {}),
    }
    const restored = await vmesteIn<BackupSummary>(clone.checkout, again, 'restore', file)
    expect(restored).toEqual(expect.objectContaining({ tables: backup.tables, files: backup.files, at: backup.at }))
    host = await startHostProcess(again, await freePort(), 400_000, clone.checkout)
    expect((await report(host.url, 'uzda')).number).not.toBe('')
    await host.kill('SIGTERM')

    const embedded = second ? undefined : await startEmbeddedPostgres(join(after, 'postgres'))
    try {
      const { rows } = await asOwner(second?.url ?? embedded!.url, (inside) =>
        inside.query<{ number: string }>('select number from appeals.report'),
      )
      const there = new Set(rows.map(({ number }) => number))
      expect(promised.filter(({ number }) => !there.has(number))).toEqual([])
    } finally {
      await embedded?.stop()
    }
    for (const { photo } of promised)
      expect(
        (await stat(join(after, `files/civic/files/uzda/${photo.slice(-2)}/${photo}/full.webp`))).size,
      ).toBeGreaterThan(20)
  },
)

test('two hundred thousand reports are backed up, checked and restored, and the time is printed', async () => {
  const [first, second] = [await outer(), await outer()]
  const common = { VMESTE_DEMO: 'off', VMESTE_BACKUP_PASSPHRASE: passphrase }
  const env = { ...common, VMESTE_DATA: join(folder, 'many'), DATABASE_URL: first.url }
  await vmeste(env, ...city)
  const host = await startHostProcess(env, await freePort(), 400_000)
  await report(host.url, 'uzda')
  await host.kill('SIGTERM')
  await asOwner(first.url, async (inside) => {
    const {
      rows: [columns],
    } = await inside.query<{ names: string }>(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
        where attrelid = 'appeals.report'::regclass and attnum > 0 and not attisdropped
        and attname not in ('id', 'number', 'submission_hash', 'tracking_hash')`,
    )
    await inside.query(
      `insert into appeals.report (id, number, submission_hash, tracking_hash, ${columns!.names})
        select gen_random_uuid(), 'УЗ-' || n, md5(n::text), md5('t' || n), ${columns!.names}
        from generate_series(1, 199999) n cross join (select * from appeals.report limit 1) one`,
    )
    await inside.query(
      `insert into appeals.history (city, report, id, at, kind, status_to, actor, public)
        select city, id, gen_random_uuid(), created_at, 'RECEIVED', status, 'guest', true from appeals.report`,
    )
  })
  const file = join(folder, 'many.backup')
  const took = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const from = performance.now()
    const made = await work
    console.log(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s, ${peaks.at(-1)} MB`)
    expect(peaks.at(-1), 'memory does not grow with the city').toBeLessThan(600)
    return made
  }
  const backup = await took('backup of 200,000 reports', vmeste<BackupSummary>(env, 'backup', file))
  console.log(`${backup.rows} rows, ${((await stat(file)).size / 1e6).toFixed(0)} MB`)
  await took('verify', vmeste(env, 'verify', file))
  const restored = await took(
    'restore',
    vmeste<BackupSummary>(
      { ...common, VMESTE_DATA: join(folder, 'many-again'), DATABASE_URL: second.url },
      'restore',
      file,
    ),
  )
  expect(restored.tables).toEqual(backup.tables)
  expect(restored.tables['appeals.report']?.rows).toBe(200_000)
})
