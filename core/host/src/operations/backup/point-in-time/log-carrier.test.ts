import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { FakeClock } from '@vmeste/testkit'
import type { BackupRuns } from '../schedule/backup-runs.ts'
import { folderTarget } from '../targets/folder-target.ts'
import { startCarrying } from './carry-loop.ts'
import { ChainFile } from './chain-file.ts'
import { changedFiles } from './changed-files.ts'
import { LogCarrier } from './log-carrier.ts'

let folder: string, staging: string, copies: string, chain: ChainFile
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-carrier-'))
  ;[staging, copies] = [join(folder, 'archive'), join(folder, 'copies')]
  await mkdir(staging)
  await mkdir(copies)
  chain = new ChainFile(join(folder, 'point-in-time.json'))
  return () => rm(folder, { recursive: true, force: true })
})

const begin = (target = copies): Promise<void> =>
  chain.note({
    system: '7',
    chain: '20261129T030000000Z',
    target,
    recipient: null,
    segmentBytes: 16_777_216,
    begun: '2026-11-29T03:00:00.000Z',
    whole: null,
  })
const carrier = (
  options: { mostStagedBytes?: number; leastFreeBytes?: number; requireOwn?: () => Promise<void> } = {},
): LogCarrier =>
  new LogCarrier({
    target: folderTarget(copies),
    staging,
    chain,
    dataFolder: join(folder, 'data'),
    leastFreeBytes: 0,
    ...options,
  })
const segment = (n: number): string => `0000000100000000${n.toString(16).toUpperCase().padStart(8, '0')}`
const stage = (n: number, text = `log ${n}`): Promise<void> => writeFile(join(staging, segment(n)), text)
const carried = async (): Promise<string[]> =>
  (await readdir(join(copies, 'point-in-time/7/20261129T030000000Z/log')).catch(() => []))
    .map((name) => name.slice(0, 24))
    .sort()

test('finished segments are carried in their order and go; what is still being written stays', async () => {
  await begin()
  for (const n of [2, 1, 3]) await stage(n)
  await writeFile(join(staging, 'archtemp.000000010000000000000004.77.1'), 'half')
  await writeFile(join(staging, `${segment(1)}.00000028.backup`), 'a note')
  expect(await carrier().carryLog()).toMatchObject({ segments: 3 })
  expect(await carried()).toEqual([segment(1), segment(2), segment(3)])
  expect(await readdir(staging)).toEqual(['archtemp.000000010000000000000004.77.1'])
  expect(await chain.read()).toMatchObject({ last: segment(3), broken: false })
  // killed between the target and the taking away: the same once more is the same copy
  await stage(3)
  await carrier().carryLog()
  expect(await carried()).toHaveLength(3)
})

test('a segment that is missing breaks the chain, and a new one begins whole', async () => {
  await begin()
  await stage(1)
  await stage(3)
  await carrier().carryLog()
  expect(await chain.read()).toMatchObject({ last: segment(3), broken: true })
  await chain.note({
    system: '7',
    chain: '20261130T030000000Z',
    target: copies,
    recipient: null,
    segmentBytes: 16_777_216,
    begun: '2026-11-30T03:00:00.000Z',
    whole: null,
  })
  expect(await chain.read()).toMatchObject({ last: null, broken: false })
})

test('a data folder that was put back from a copy does not write its history under the names of the other', async () => {
  await begin()
  for (const n of [1, 2, 3]) await stage(n)
  await carrier().carryLog()
  const before = await readdir(join(copies, 'point-in-time/7/20261129T030000000Z/log'))
  // the copy was made after segment 2; its note of the chain came back with it
  await chain.progress('20261129T030000000Z', { last: segment(2), files: null, broken: false })
  await stage(3, 'another log 3')
  await stage(4, 'another log 4')
  await carrier().carryLog()
  expect(await chain.read(), 'a new base copy is due').toBeUndefined()
  expect((await readdir(join(copies, 'point-in-time/7/20261129T030000000Z/log'))).sort()).toEqual(before.sort())
  expect(await readdir(staging), 'waits for the chain to come').toEqual([segment(3), segment(4)])
})

test('without a chain, or with that of another target, nothing is carried and nothing goes', async () => {
  await stage(1)
  await carrier().carryLog()
  await begin('/elsewhere')
  await carrier().carryLog()
  expect(await readdir(staging)).toEqual([segment(1)])
})

test('a target that is away makes log wait, and no longer than there is room', async () => {
  await begin()
  await rm(copies, { recursive: true })
  await writeFile(copies, 'no folder')
  for (const n of [1, 2, 3]) await stage(n, 'x'.repeat(1000))
  await expect(carrier({ mostStagedBytes: 5_000 }).carryLog()).rejects.toMatchObject({
    code: expect.stringMatching(/^VMESTE_BACKUP_TARGET_/) as string,
  })
  expect(await readdir(staging)).toHaveLength(3)
  await expect(carrier({ mostStagedBytes: 2_000 }).carryLog()).rejects.toMatchObject({ code: 'VMESTE_PITR_GAP' })
  expect(await readdir(staging)).toEqual([])
  expect(await chain.read()).toMatchObject({ broken: true })
})

test('nothing is carried below a mount that has gone', async () => {
  await begin()
  await stage(1)
  await expect(carrier({ requireOwn: () => Promise.reject(new Error('gone')) }).carryLog()).rejects.toThrow('gone')
  expect(await carried()).toEqual([])
  expect(await readdir(staging)).toEqual([segment(1)])
})

test('a disk that runs full counts as no room', async () => {
  await begin()
  await rm(copies, { recursive: true })
  await writeFile(copies, 'no folder')
  for (const n of [1, 2]) await stage(n)
  await expect(carrier({ leastFreeBytes: Number.MAX_SAFE_INTEGER }).carryLog()).rejects.toMatchObject({
    code: 'VMESTE_PITR_GAP',
  })
})

test('new files are carried once', async () => {
  await begin()
  const data = join(folder, 'data')
  const put = async (name: string): Promise<void> => {
    await mkdir(dirname(join(data, name)), { recursive: true })
    await writeFile(join(data, name), name)
  }
  for (const name of [
    'secret',
    'postgres/password',
    'files/civic/files/town/ab/one/full.webp',
    'files/civic/incoming/two/full.webp',
  ])
    await put(name)
  const one = carrier()
  expect((await one.carryFiles(new Date())).files).toBe(2)
  expect((await one.carryFiles(new Date())).files).toBe(0)
  await put('files/civic/files/town/ab/three/full.webp')
  expect((await one.carryFiles(new Date())).files).toBe(1)
  // a host that has just started knows no more than when it was carried last
  expect((await carrier().carryFiles(new Date())).files).toBe(3)
  expect((await carrier().carryFiles(new Date(Date.now() + 3_600_000))).files).toBe(3)
  expect((await carrier().carryFiles(new Date(Date.now() + 7_200_000))).files).toBe(0)
})

test('a shelf on which nothing was put since is not opened', async () => {
  const shelf = join(folder, 'files/civic/files/town/cd')
  await mkdir(join(shelf, 'old'), { recursive: true })
  await writeFile(join(shelf, 'old/full.webp'), 'x')
  await utimes(shelf, new Date(0), new Date(0))
  const found = async (since: Date): Promise<string[]> => {
    const all: string[] = []
    for await (const { name } of changedFiles(folder, since)) all.push(name)
    return all
  }
  expect(await found(new Date(Date.now() - 60_000))).toEqual(['files/civic/files/town/cd/old/full.webp'])
  expect(await found(new Date(Date.now() + 60_000))).toEqual([])
  expect(await found(new Date(0))).toHaveLength(1)
})

test('the loop tells success seldom, a fault once and its end, and goes on', async () => {
  await begin()
  const [said, lines]: [string[], string[]] = [[], []]
  const runs = {
    succeeded: async (kind: string) => {
      said.push(`ok ${kind}`)
    },
    failed: async (_: string, __: Date, code: string) => {
      said.push(code)
    },
  } as unknown as BackupRuns
  const clock = new FakeClock('2026-11-29T09:00:00Z')
  let failing = false
  const core = { query: async () => ({ rows: [{ failing, segment: segment(9) }] }) } as never
  const loop = startCarrying({
    carrier: carrier(),
    runs,
    core,
    clock,
    logger: pino(
      { level: 'warn' },
      {
        write: (line: string) => {
          lines.push((JSON.parse(line) as { code?: string; msg: string }).code ?? 'again')
        },
      },
    ),
    place: copies,
    everyMs: 0,
  })
  for (const seconds of [0, 10, 10, 240]) {
    clock.advance(seconds * 1000)
    await loop.round()
  }
  expect(said).toEqual(['ok log', 'ok log'])
  failing = true
  for (const seconds of [10, 10, 900]) {
    clock.advance(seconds * 1000)
    await loop.round()
  }
  failing = false
  clock.advance(10_000)
  await loop.round()
  await loop.stop()
  expect(said.slice(2)).toEqual(['VMESTE_PITR_ARCHIVE_FAILING', 'VMESTE_PITR_ARCHIVE_FAILING', 'ok log'])
  expect(lines).toEqual(['VMESTE_PITR_ARCHIVE_FAILING', 'VMESTE_PITR_ARCHIVE_FAILING', 'again'])
  expect(await readFile(join(folder, 'point-in-time.json'), 'utf8')).toContain('20261129')
})
