import { expect, test } from 'vitest'
import type { BackupTarget, StoredCopy } from '../targets/target.ts'
import { Readable } from 'node:stream'
import { chooseChain, logFrom } from './choose-chain.ts'
import { chainsOf, momentOfStamp, namesIn, stampOf, type BaseManifest } from './layout.ts'
import { chainsToGo, pruneChains } from './prune-chains.ts'
import { follows, nextSegment, numberOf } from './segments.ts'

const megabyte = 1_048_576
const segment = (n: number, timeline = 1): string =>
  `${String(timeline).padStart(8, '0')}00000000${n.toString(16).toUpperCase().padStart(8, '0')}`

interface Made {
  day: string
  whole?: boolean
  logs?: string[]
  system?: string
  sum?: string
  timeline?: number
}
const place = ({ day, system = '7' }: Made) => ({ system, chain: stampOf(new Date(`${day}T03:00:00Z`)) })
const manifestOf = (made: Made): BaseManifest => ({
  version: 1,
  ...place(made),
  platform: '0.2.0',
  postgres: '18.4',
  recipient: null,
  timeline: made.timeline ?? 1,
  segmentBytes: 16 * megabyte,
  first: segment(1, made.timeline),
  last: segment(2, made.timeline),
  begun: `${made.day}T03:00:00.000Z`,
  whole: `${made.day}T03:10:00.000Z`,
  bytes: 5,
})
function copiesOf(made: Made): StoredCopy[] {
  const names = namesIn(place(made))
  return [
    names.key,
    names.base,
    ...((made.whole ?? true) ? [names.manifest] : []),
    ...(made.logs ?? [segment(1), segment(2)]).map((each) => names.log(each, made.sum ?? 'a'.repeat(64))),
  ].map((name) => ({ name, bytes: 1 }))
}
/** A target that holds these chains, and says what was removed. */
function holding(...made: Made[]): BackupTarget & { removed: string[] } {
  const removed: string[] = []
  return {
    kind: 'folder',
    place: '/copies',
    removed,
    list: async (prefix) => made.flatMap(copiesOf).filter(({ name }) => name.startsWith(prefix)),
    read: async (name) =>
      Readable.from([
        Buffer.from(JSON.stringify(manifestOf(made.find((each) => namesIn(place(each)).manifest === name)!))),
      ]),
    remove: async (name) => {
      removed.push(name)
    },
    write: () => Promise.reject(new Error('nothing is written here')),
    tidy: () => Promise.resolve(),
    close: () => undefined,
  }
}

test('segments follow each other over the end of a part, and a stamp comes back', () => {
  expect(nextSegment('0000000100000000000000FF', 16 * megabyte)).toBe('000000010000000100000000')
  expect(nextSegment('00000001000000000000003F', 64 * megabyte)).toBe('000000010000000100000000')
  expect(numberOf('000000010000000100000000', 16 * megabyte)).toBe(256n)
  expect([
    follows(segment(3), segment(2), 16 * megabyte),
    follows(segment(2), segment(2), 16 * megabyte),
    follows(segment(4), segment(2), 16 * megabyte),
    follows(segment(4, 2), segment(2), 16 * megabyte),
  ]).toEqual([true, true, false, true])
  expect(momentOfStamp(stampOf(new Date('2026-11-29T03:00:00.123Z')))).toEqual(new Date('2026-11-29T03:00:00.123Z'))
})

test('the newest base before a moment, and what comes after it up to the next', async () => {
  const target = holding(
    { day: '2026-11-01' },
    { day: '2026-11-08', whole: false },
    { day: '2026-11-15' },
    { day: '2026-11-22' },
  )
  const of = async (at?: string): Promise<string[]> =>
    (await chooseChain(target, at ? new Date(at) : undefined)).chains.map(({ chain }) => chain.slice(6, 8))
  expect(await of()).toEqual(['22'])
  expect(await of('2026-11-22T03:05:00Z')).toEqual(['15', '22'])
  expect(await of('2026-11-10T00:00:00Z')).toEqual(['01', '08', '15'])
  await expect(of('2026-11-01T03:09:00Z')).rejects.toMatchObject({
    code: 'VMESTE_PITR_TOO_EARLY',
    message: expect.stringContaining('2026-11-01T03:10:00.000Z') as string,
  })
  await expect(chooseChain(holding({ day: '2026-11-08', whole: false }), undefined)).rejects.toMatchObject({
    code: 'VMESTE_PITR_NOTHING',
  })
})

test('another cluster in the same place is another town', async () => {
  const target = holding({ day: '2026-11-01', system: '9' }, { day: '2026-11-15' }, { day: '2026-11-16', system: '9' })
  expect((await chooseChain(target, undefined)).base.system).toBe('9')
  expect((await chooseChain(target, new Date('2026-11-15T12:00:00Z'))).chains.map(({ system }) => system)).toEqual([
    '7',
  ])
})

const pieces = (...made: Made[]) => {
  const chains = chainsOf(made.flatMap(copiesOf))
  const { pieces: found, hole } = logFrom({ manifest: manifestOf(made[0]!), chains })
  return { segments: found.map((each) => each.segment), hole }
}

test('log is taken up to the first hole, from the base on', () => {
  expect(pieces({ day: '2026-11-01', logs: [segment(0), segment(1), segment(2), segment(3)] })).toEqual({
    segments: [segment(1), segment(2), segment(3)],
    hole: undefined,
  })
  expect(pieces({ day: '2026-11-01', logs: [segment(1), segment(2), segment(4), segment(5)] })).toEqual({
    segments: [segment(1), segment(2)],
    hole: segment(3),
  })
  expect(
    pieces(
      { day: '2026-11-01', logs: [segment(1), segment(2)] },
      { day: '2026-11-08', whole: false, logs: [segment(3)] },
    ),
  ).toEqual({ segments: [segment(1), segment(2), segment(3)], hole: undefined })
})

test('a later timeline comes with its note', () => {
  expect(
    pieces({
      day: '2026-11-01',
      logs: [segment(1), segment(2), segment(3), '00000002.history', segment(2, 2), segment(3, 2), segment(1, 3)],
    }).segments,
  ).toEqual(['00000002.history', segment(1), segment(2), segment(3), segment(2, 2), segment(3, 2), segment(1, 3)])
})

test('a base whose own log is not all there counts for nothing, and so does log of two towns', () => {
  expect(() => pieces({ day: '2026-11-01', logs: [segment(2)] })).toThrow(
    expect.objectContaining({ code: 'VMESTE_BACKUP_DAMAGED' }) as Error,
  )
  expect(() => pieces({ day: '2026-11-01', logs: [segment(1)] })).toThrow(
    expect.objectContaining({ code: 'VMESTE_BACKUP_DAMAGED' }) as Error,
  )
  expect(() => pieces({ day: '2026-11-01' }, { day: '2026-11-02', whole: false, sum: 'b'.repeat(64) })).toThrow(
    expect.objectContaining({ code: 'VMESTE_BACKUP_DAMAGED' }) as Error,
  )
})

test('what two histories have written under one name is a hole: moments before it can be had', () => {
  const first = { day: '2026-11-01', logs: [segment(1), segment(2), segment(3), segment(4)] }
  const second = { day: '2026-11-02', whole: false, sum: 'b'.repeat(64), logs: [segment(3), segment(4), segment(5)] }
  expect(pieces(first, second)).toEqual({ segments: [segment(1), segment(2)], hole: segment(3) })
})

test('two whole bases are kept with all that comes after the older; what failed before goes with them', () => {
  const chains = (...made: Made[]) => chainsToGo(chainsOf(made.flatMap(copiesOf))).map(({ chain }) => chain.slice(6, 8))
  expect(chains({ day: '2026-11-01' }, { day: '2026-11-08' })).toEqual([])
  expect(
    chains({ day: '2026-11-01' }, { day: '2026-11-08', whole: false }, { day: '2026-11-09', whole: false }),
  ).toEqual([])
  expect(
    chains(
      { day: '2026-11-01' },
      { day: '2026-11-02', whole: false },
      { day: '2026-11-08' },
      { day: '2026-11-10', whole: false },
      { day: '2026-11-15' },
    ),
  ).toEqual(['01', '02'])
})

test('a base goes with its note first, only of this cluster, and not many at once', async () => {
  const target = holding(
    { day: '2026-11-01' },
    { day: '2026-11-08' },
    { day: '2026-11-15' },
    { day: '2026-10-01', system: '9' },
  )
  expect(await pruneChains(target, '7')).toBeUndefined()
  expect(target.removed[0]).toMatch(/^point-in-time\/7\/20261101T.*\/base\.json$/)
  expect(target.removed).toHaveLength(5)
  const failures = holding(
    ...Array.from({ length: 15 }, (_, at) => ({ day: `2026-10-${String(at + 1).padStart(2, '0')}`, whole: false })),
    { day: '2026-11-08' },
    { day: '2026-11-15' },
  )
  expect(await pruneChains(failures, '7')).toBeUndefined()
  expect(failures.removed).toHaveLength(60)
  const flood = holding(
    ...Array.from({ length: 20 }, (_, at) => ({ day: `2026-11-${String(at + 1).padStart(2, '0')}` })),
  )
  expect(await pruneChains(flood, '7')).toMatchObject({ code: 'VMESTE_BACKUP_RETENTION' })
  expect(flood.removed).toEqual([])
})

test('names that are not ours are in no chain', () => {
  const [chain] = chainsOf([
    ...copiesOf({ day: '2026-11-01' }),
    ...['x', 'log/x', 'base.old', 'files/y'].map((name) => ({
      name: `point-in-time/7/${place({ day: '2026-11-01' }).chain}/${name}`,
      bytes: 1,
    })),
    { name: 'point-in-time/readme', bytes: 1 },
  ])
  expect(chain!.names).toHaveLength(5)
})
