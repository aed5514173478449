import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestDatabase } from '@vmeste/testkit'
import { BackupRuns } from './backup-runs.ts'
import { backupState } from './backup-state.ts'
import { noteByHand } from './note-by-hand.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>, pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase(inject('postgres'), [], [])
  pool = new pg.Pool({ connectionString: database.url, max: 3 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const folder = { kind: 'folder', place: '/backup/town' } as const
const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]

test('nothing is configured, or nothing has run yet', async () => {
  expect(await backupState(pool)).toEqual({ configured: false, failures: 0 })
  expect(await backupState(pool, folder)).toEqual({ configured: true, failures: 0, targetKind: 'folder' })
})

test('a failure is told beside the last success, and the next success ends it', async () => {
  const runs = new BackupRuns(pool, first, folder.place)
  await runs.succeeded('daily', new Date('2026-11-28T00:00:00Z'), { bytes: 5_000_000_000, tookMs: 61_000.4 })
  await runs.failed('daily', new Date('2026-11-29T00:00:00Z'), 'VMESTE_BACKUP_TARGET_FULL')
  await runs.failed('daily', new Date('2026-11-29T01:00:00Z'), 'VMESTE_BACKUP_TARGET_FULL')
  expect(await backupState(pool, folder)).toEqual({
    configured: true,
    targetKind: 'folder',
    failures: 2,
    lastSuccess: new Date('2026-11-28T00:00:00Z'),
    bytes: 5_000_000_000,
    tookMs: 61_000,
    lastFailure: { at: new Date('2026-11-29T01:00:00Z'), code: 'VMESTE_BACKUP_TARGET_FULL' },
  })
  await runs.succeeded('daily', new Date('2026-11-30T00:00:00Z'), { bytes: 1, tookMs: 2 })
  expect(await backupState(pool, folder)).toMatchObject({ failures: 0, lastSuccess: new Date('2026-11-30T00:00:00Z') })
  expect(await backupState(pool, folder)).not.toHaveProperty('lastFailure')
})

test('what went to another target counts for nothing in this one', async () => {
  const elsewhere = { kind: 's3', place: 's3://town/backups' } as const
  expect(await backupState(pool, elsewhere)).toEqual({ configured: true, targetKind: 's3', failures: 0 })
  await new BackupRuns(pool, first, elsewhere.place).failed(
    'daily',
    new Date('2026-12-01T00:00:00Z'),
    'VMESTE_BACKUP_TARGET_DENIED',
  )
  expect(await backupState(pool, elsewhere)).toEqual({
    configured: true,
    targetKind: 's3',
    failures: 1,
    lastFailure: { at: new Date('2026-12-01T00:00:00Z'), code: 'VMESTE_BACKUP_TARGET_DENIED' },
  })
})

test('point in time is told once it has begun', async () => {
  await new BackupRuns(pool, first, folder.place).succeeded('log', new Date('2026-12-01T00:00:00Z'), {
    bytes: 10,
    tookMs: 1,
  })
  expect((await backupState(pool, folder)).pointInTime).toEqual({
    log: { failures: 0, lastSuccess: new Date('2026-12-01T00:00:00Z'), bytes: 10, tookMs: 1 },
  })
})

test('of two hosts one works at a kind, keeps it, and gives it back', async () => {
  const [mine, yours] = [new BackupRuns(pool, first, folder.place), new BackupRuns(pool, second, folder.place)]
  const taken = await Promise.all([mine.take('base'), yours.take('base')])
  expect(taken.filter(Boolean)).toHaveLength(1)
  const [holder, other] = taken[0] ? [mine, yours] : [yours, mine]
  expect([await holder.take('base'), await other.take('base'), await other.take('daily')]).toEqual([true, false, true])
  await other.give('base')
  expect(await other.take('base')).toBe(false)
  await holder.give('base')
  expect(await other.take('base')).toBe(true)
})

test('a host that died keeps nothing for ever', async () => {
  await pool.query(
    `update core.backup_run set leased_by = $1, leased_until = now() - interval '1 s' where kind = 'base'`,
    [second],
  )
  expect(await new BackupRuns(pool, first, folder.place).take('base')).toBe(true)
})

test('one by hand is known wherever it went, and the schedule owes its own all the same', async () => {
  const runs = new BackupRuns(pool, first, folder.place)
  const before = await runs.read('daily')
  const [monday, tuesday] = [new Date('2026-12-07T12:00:00Z'), new Date('2026-12-08T12:00:00Z')]
  for (const at of [monday, tuesday]) expect(await noteByHand(database.url, at, { bytes: 10, tookMs: 1.5 })).toBe(true)
  expect([await backupState(pool), (await backupState(pool, folder)).byHand]).toEqual([
    { configured: false, failures: 0, byHand: tuesday },
    tuesday,
  ])
  expect(await runs.read('daily')).toEqual(before)
  expect(await noteByHand(database.url.replace(/:\d+\//, ':9/'), tuesday, { bytes: 10, tookMs: 1 })).toBe(false)
})

test('since when a target is set: as its first host saw it, and anew for another', async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 11, day))
  const elsewhere = { kind: 's3', place: 's3://town/other' } as const
  await new BackupRuns(pool, first, folder.place).noteSet(at(1))
  await new BackupRuns(pool, second, folder.place).noteSet(at(2))
  expect([(await backupState(pool, folder)).setSince, (await backupState(pool, elsewhere)).setSince]).toEqual([
    at(1),
    undefined,
  ])
  await new BackupRuns(pool, second, elsewhere.place).noteSet(at(3))
  expect([(await backupState(pool, folder)).setSince, (await backupState(pool, elsewhere)).setSince]).toEqual([
    undefined,
    at(3),
  ])
})
