import { expect, test } from 'vitest'
import { backupName, momentOf } from './backup-name.ts'
import { mostAtOnce, retain } from './retention.ts'

const minsk = 'Europe/Minsk'
const day = 86_400_000
const at = (text: string): Date => new Date(text)
const name = (text: string): string => backupName(at(text))
/** A copy every night at 03:00 in Minsk, which is midnight in UTC. */
const nights = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => backupName(new Date(at(from).getTime() + n * day)))
const days = (names: readonly string[]): string[] =>
  names.map((each) => momentOf(each)!.toISOString().slice(0, 10)).sort()

/** A year and a half, a copy a night, swept every night as the schedule does. */
function lived(from: string, count: number, zone = minsk): { left: string[]; most: number; alarms: number } {
  let left: string[] = [],
    most = 0,
    alarms = 0
  for (const made of nights(from, count)) {
    left.push(made)
    const { remove, alarm, keep } = retain(left, new Date(momentOf(made)!.getTime() + 600_000), zone)
    expect(keep).toContain(made)
    most = Math.max(most, remove.length)
    if (alarm) alarms++
    left = left.filter((each) => !remove.includes(each))
  }
  return { left, most, alarms }
}

test('a name says its moment and comes back from it; anything else is not ours', () => {
  expect(backupName(at('2026-11-29T00:00:07.900Z'))).toBe('vmeste-20261129T000007Z.backup')
  expect(momentOf('vmeste-20261129T000007Z.backup')).toEqual(at('2026-11-29T00:00:07Z'))
  for (const other of [
    'vmeste-20261129T000007Z.backup.part',
    'vmeste-20261332T000000Z.backup',
    'vmeste-20260230T000000Z.backup',
    'vmeste-20261129T250000Z.backup',
    'x/vmeste-20261129T000007Z.backup',
    'town.backup',
    '.',
    '',
  ])
    expect(momentOf(other)).toBeUndefined()
})

test('after a year and a half: seven days, four weeks, twelve months, and no night on which much went', () => {
  const { left, most, alarms } = lived('2025-05-01T00:00:00Z', 550)
  // it ends on a Sunday: that night is the last of its week and its month too
  expect(days(left)).toEqual([
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-11',
    '2026-10-18',
    '2026-10-25',
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
  ])
  expect(most).toBeLessThanOrEqual(3)
  expect(alarms).toBe(0)
})

test('the first week loses nothing', () => {
  expect(lived('2026-11-20T00:00:00Z', 7).left).toHaveLength(7)
})

test('a town that was off keeps what it has: days without a copy do not count', () => {
  const old = nights('2026-01-01T00:00:00Z', 7)
  expect(retain(old, at('2027-06-01T00:00:00Z'), minsk).remove).toEqual([])
  const back = [...old, name('2027-06-01T00:00:00Z')]
  const { keep, remove } = retain(back, at('2027-06-01T01:00:00Z'), minsk)
  expect(keep).toContain(name('2027-06-01T00:00:00Z'))
  expect(remove).toEqual([name('2026-01-01T00:00:00Z')])
})

test('a day is a day on the wall: two copies of one night in Minsk are two days in UTC', () => {
  const [late, early] = [name('2026-11-28T20:30:00Z'), name('2026-11-28T21:30:00Z')] // 23:30 and 00:30 of the next day
  const rule = { daily: 2, weekly: 0, monthly: 0 }
  const next = name('2026-11-29T20:00:00Z') // 23:00 on the 29th, as early is
  expect(retain([late, early, next], at('2026-11-30T00:00:00Z'), minsk, rule).remove).toEqual([early])
  expect(retain([late, early, next], at('2026-11-30T00:00:00Z'), 'UTC', rule).remove).toEqual([late])
})

test('weeks begin on Monday', () => {
  const rule = { daily: 1, weekly: 2, monthly: 0 }
  const [sunday, monday, tuesday] = [
    name('2026-11-22T09:00:00Z'),
    name('2026-11-23T09:00:00Z'),
    name('2026-11-24T09:00:00Z'),
  ]
  expect(retain([sunday, monday, tuesday], at('2026-11-24T10:00:00Z'), minsk, rule).keep).toEqual([tuesday, sunday])
})

test('an hour that comes twice or never does not matter', () => {
  expect(lived('2026-03-20T01:30:00Z', 20, 'Europe/Berlin').most).toBeLessThanOrEqual(3)
  expect(lived('2026-10-15T01:30:00Z', 20, 'Europe/Berlin').alarms).toBe(0)
})

test('of several copies of one day the newest stays', () => {
  const copies = ['2026-11-29T00:00:00Z', '2026-11-29T08:00:00Z', '2026-11-29T15:00:00Z'].map(name)
  expect(retain(copies, at('2026-11-29T16:00:00Z'), minsk)).toEqual({
    keep: [copies[2]],
    remove: [copies[1], copies[0]],
    alarm: false,
  })
})

test('the newest stays even when the rule would keep none', () => {
  expect(
    retain(nights('2026-11-01T00:00:00Z', 3), at('2026-11-30T00:00:00Z'), minsk, { daily: 0, weekly: 0, monthly: 0 })
      .keep,
  ).toEqual([name('2026-11-03T00:00:00Z')])
})

test('copies from the future stay and push nothing out', () => {
  const real = nights('2026-11-20T00:00:00Z', 7)
  const odd = nights('2033-01-01T00:00:00Z', 9)
  const { keep, remove } = retain([...odd, ...real], at('2026-11-26T01:00:00Z'), minsk)
  expect(remove).toEqual([])
  expect(keep).toHaveLength(16)
})

test('a clock that stands years behind removes nothing', () => {
  expect(retain(nights('2026-10-01T00:00:00Z', 60), at('2020-01-01T00:00:00Z'), minsk).remove).toEqual([])
})

test('nothing that is not ours goes', () => {
  const others = [
    'photos.zip',
    'vmeste-old.backup',
    'vmeste-20261129T000007Z.backup.part',
    'vmeste-backups',
    'point-in-time/7/base-1.json',
  ]
  const { keep, remove } = retain([...others, ...nights('2026-01-01T00:00:00Z', 10)], at('2026-02-01T00:00:00Z'), minsk)
  expect([...keep, ...remove].filter((each) => others.includes(each))).toEqual([])
})

test('where more would go than the rule accounts for, it is an alarm', () => {
  const { remove, alarm } = retain(nights('2026-10-01T00:00:00Z', 40), at('2026-11-10T00:00:00Z'), minsk)
  expect(remove.length).toBeGreaterThan(mostAtOnce)
  expect(alarm).toBe(true)
  expect(retain(nights('2026-11-01T00:00:00Z', 13), at('2026-11-14T00:00:00Z'), minsk).alarm).toBe(false)
})

test('the order in which a target lists does not matter, and no name is lost', () => {
  const names = nights('2025-01-01T00:00:00Z', 400)
  const now = at('2026-02-05T00:00:00Z')
  const [forth, back] = [retain(names, now, minsk), retain([...names].reverse(), now, minsk)]
  expect(back).toEqual(forth)
  expect([...forth.keep, ...forth.remove].sort()).toEqual([...names].sort())
  expect(retain([], now, minsk)).toEqual({ keep: [], remove: [], alarm: false })
})
