import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { createTestDatabase, FakeClock } from '@vmeste/testkit'
import { folderTarget } from '../targets/folder-target.ts'
import type { BackupTarget } from '../targets/target.ts'
import { BackupRuns } from './backup-runs.ts'
import { backupState } from './backup-state.ts'
import { startCopySchedule, type CopySchedule } from './copy-schedule.ts'
import { makeDailyCopy } from './daily-copy.ts'
import { isDailyDue } from './due.ts'

const installation = crypto.randomUUID()
let database: Awaited<ReturnType<typeof createTestDatabase>>,
  pool: pg.Pool,
  folder: string,
  target: BackupTarget,
  clock: FakeClock,
  lines: { code?: string; msg: string }[]
const open: CopySchedule[] = []
beforeAll(async () => {
  database = await createTestDatabase(inject('postgres'), [], [])
  pool = new pg.Pool({ connectionString: database.url, max: 6 })
})
beforeEach(async () => {
  await pool.query('delete from core.backup_run')
  folder = await mkdtemp(join(tmpdir(), 'vmeste-schedule-'))
  target = folderTarget(join(folder, 'copies'))
  clock = new FakeClock('2026-11-29T09:00:00Z')
  lines = []
  return async () => {
    for (const each of open.splice(0)) await each.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const whole = async (sink: Writable): Promise<void> => {
  sink.write('a whole town')
}

/** A host whose schedule looks only when it is told to. */
function host(write = whole): CopySchedule {
  const runs = new BackupRuns(pool, crypto.randomUUID(), target.place)
  const logger = pino(
    { level: 'warn' },
    {
      write: (line: string) => {
        lines.push(JSON.parse(line) as { msg: string })
      },
    },
  )
  const schedule = startCopySchedule({
    runs,
    clock,
    logger,
    place: target.place,
    everyMs: 0,
    tasks: [
      {
        kind: 'daily',
        isDue: (now, last) => isDailyDue(now, { hour: 3, minute: 0 }, 'Europe/Minsk', last),
        run: (signal, { succeededAt }) =>
          makeDailyCopy({
            target,
            write,
            installation,
            expected: succeededAt !== undefined,
            now: clock.now(),
            zone: 'Europe/Minsk',
            signal,
          }),
      },
    ],
  })
  open.push(schedule)
  return schedule
}

const copies = async (): Promise<string[]> =>
  (await readdir(join(folder, 'copies')).catch(() => [])).filter((name) => name !== 'vmeste-backups').sort()
const state = () => backupState(pool, target)

test('what was missed while nobody was there is made at the next start, once, and then at every slot', async () => {
  const one = host()
  await one.look()
  expect(await copies()).toEqual(['vmeste-20261129T090000Z.backup'])
  clock.set('2026-11-29T23:59:00Z')
  await one.look()
  expect(await copies()).toHaveLength(1)
  clock.set('2026-11-30T00:00:00Z') // 03:00 in Minsk
  await one.look()
  expect(await copies()).toEqual(['vmeste-20261129T090000Z.backup', 'vmeste-20261130T000000Z.backup'])
  expect(await state()).toMatchObject({ lastSuccess: new Date('2026-11-30T00:00:00Z'), bytes: 12, failures: 0 })
  expect(lines).toEqual([])
})

test('of two hosts one makes it, and the other does not make it again after', async () => {
  let made = 0
  const slow = async (sink: Writable): Promise<void> => {
    made++
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
    sink.write('town')
  }
  const [one, other] = [host(slow), host(slow)]
  await Promise.all([one.look(), other.look()])
  await Promise.all([one.look(), other.look()])
  expect(made).toBe(1)
  expect(await copies()).toHaveLength(1)
})

test('a failure is a line and a row, keeps the last success, and is tried again later', async () => {
  const good = host()
  await good.look()
  clock.set('2026-11-30T00:00:00Z')
  const bad = host(() => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })))
  await bad.look()
  expect(lines).toMatchObject([{ code: 'VMESTE_BACKUP_FAILED', kind: 'daily', place: target.place }])
  expect(await state()).toMatchObject({
    failures: 1,
    lastSuccess: new Date('2026-11-29T09:00:00Z'),
    lastFailure: { at: new Date('2026-11-30T00:00:00Z'), code: 'VMESTE_BACKUP_FAILED' },
  })
  clock.advance(10 * 60_000)
  await bad.look()
  expect(lines).toHaveLength(1)
  clock.advance(5 * 60_000)
  await good.look()
  expect(await state()).toMatchObject({ failures: 0, lastSuccess: new Date('2026-11-30T00:15:00Z') })
  expect(await readdir(join(folder, 'copies'))).toHaveLength(3)
})

test('a host that is told to stop gives up what it makes: nothing half, no failure, and the next one makes it at once', async () => {
  let began: () => void = () => undefined
  const beginning = new Promise<void>((resolve) => {
    began = resolve
  })
  const endless = host(async (sink) => {
    sink.write('half')
    began()
    await new Promise(() => undefined)
  })
  const looking = endless.look()
  await beginning
  await endless.stop()
  await looking
  expect(await copies()).toEqual([])
  expect(await state()).toEqual({
    configured: true,
    setSince: expect.any(Date) as Date,
    targetKind: 'folder',
    failures: 0,
  })
  await host().look()
  expect(await copies()).toHaveLength(1)
})

test('old copies go by the rule, a flood of them stays and is told', async () => {
  await host().look()
  for (let day = 10; day < 28; day++) await writeFile(join(folder, 'copies', `vmeste-202611${day}T000000Z.backup`), 'x')
  clock.set('2026-11-30T00:00:00Z')
  await host().look()
  expect(await copies()).toHaveLength(20)
  expect(lines).toMatchObject([{ code: 'VMESTE_BACKUP_RETENTION' }])
  expect(await state()).toMatchObject({
    lastSuccess: new Date('2026-11-30T00:00:00Z'),
    lastFailure: { code: 'VMESTE_BACKUP_RETENTION' },
  })
  for (let day = 10; day < 21; day++) await rm(join(folder, 'copies', `vmeste-202611${day}T000000Z.backup`))
  clock.set('2026-12-01T00:00:00Z')
  await host().look()
  expect(await state()).toMatchObject({ failures: 0, lastSuccess: new Date('2026-12-01T00:00:00Z') })
  expect((await copies()).length).toBeLessThan(10)
})

test('an emptied target and another town’s are not written', async () => {
  await host().look()
  await rm(join(folder, 'copies', 'vmeste-backups'))
  clock.set('2026-11-30T00:00:00Z')
  await host().look()
  await writeFile(join(folder, 'copies', 'vmeste-backups'), crypto.randomUUID())
  clock.set('2026-12-01T00:00:00Z')
  await host().look()
  expect(lines.map(({ code }) => code)).toEqual(['VMESTE_BACKUP_TARGET_EMPTIED', 'VMESTE_BACKUP_TARGET_OTHER'])
  expect(await copies()).toHaveLength(1)
})

test('a database that is away ends nothing', async () => {
  const query = vi.spyOn(pool, 'query').mockRejectedValue(new Error('Connection terminated'))
  await host().look()
  query.mockRestore()
  expect(lines).toHaveLength(1)
})
