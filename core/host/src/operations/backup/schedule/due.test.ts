import { expect, test } from 'vitest'
import { isDailyDue, isPeriodDue, lastSlot, type LastRuns } from './due.ts'
import { dayTime } from './settings.ts'

const three = { hour: 3, minute: 0 }
const minsk = 'Europe/Minsk'
const at = (text: string): Date => new Date(text)
const last = (runs: { ok?: string; failed?: string; failures?: number }): LastRuns => ({
  succeededAt: runs.ok ? at(runs.ok) : undefined,
  failedAt: runs.failed ? at(runs.failed) : undefined,
  failures: runs.failures ?? 0,
})

test('a time of day, and what is none', () => {
  expect([dayTime('03:00'), dayTime('3:05'), dayTime('23:59')]).toEqual([
    three,
    { hour: 3, minute: 5 },
    { hour: 23, minute: 59 },
  ])
  for (const wrong of ['', '24:00', '3', '03:60', '3am', '-1:00', '03:00:00']) expect(dayTime(wrong)).toBeUndefined()
})

test('the last slot is by the wall of the zone', () => {
  expect(lastSlot(at('2026-11-29T00:00:00Z'), three, minsk)).toEqual(at('2026-11-29T00:00:00Z'))
  expect(lastSlot(at('2026-11-28T23:59:59Z'), three, minsk)).toEqual(at('2026-11-28T00:00:00Z'))
  expect(lastSlot(at('2026-11-29T10:00:00Z'), three, 'America/New_York')).toEqual(at('2026-11-29T08:00:00Z'))
  expect(lastSlot(at('2026-11-28T13:00:00Z'), three, 'Pacific/Auckland')).toEqual(at('2026-11-27T14:00:00Z'))
})

test('a night whose hour comes twice or never has its slot all the same', () => {
  const half = { hour: 2, minute: 30 }
  expect(lastSlot(at('2026-03-29T12:00:00Z'), half, 'Europe/Berlin') > at('2026-03-29T00:00:00Z')).toBe(true)
  expect(lastSlot(at('2026-10-25T12:00:00Z'), half, 'Europe/Berlin') > at('2026-10-25T00:00:00Z')).toBe(true)
})

test('due: never made, missed while nobody was there, and not twice', () => {
  const now = at('2026-11-29T09:00:00Z')
  expect(isDailyDue(now, three, minsk, last({}))).toBe(true)
  expect(isDailyDue(now, three, minsk, last({ ok: '2026-11-20T00:00:30Z' }))).toBe(true)
  expect(isDailyDue(now, three, minsk, last({ ok: '2026-11-28T23:59:00Z' }))).toBe(true)
  expect(isDailyDue(now, three, minsk, last({ ok: '2026-11-29T00:01:00Z' }))).toBe(false)
})

test('what fails is tried again, less and less often, and at the next slot at once', () => {
  const now = at('2026-11-29T09:00:00Z')
  const tried = (failed: string, failures: number): boolean =>
    isDailyDue(now, three, minsk, last({ ok: '2026-11-27T00:00:00Z', failed, failures }))
  expect([tried('2026-11-29T08:46:00Z', 1), tried('2026-11-29T08:45:00Z', 1)]).toEqual([false, true])
  expect([tried('2026-11-29T08:31:00Z', 2), tried('2026-11-29T08:30:00Z', 2)]).toEqual([false, true])
  expect([tried('2026-11-29T05:01:00Z', 90), tried('2026-11-29T05:00:00Z', 90)]).toEqual([false, true])
  expect(
    isDailyDue(at('2026-11-29T00:00:00Z'), three, minsk, last({ failed: '2026-11-28T23:55:00Z', failures: 9 })),
  ).toBe(true)
  // a clock that was ahead when it failed must not hold everything up
  expect(tried('2030-01-01T00:00:00Z', 1)).toBe(true)
})

test('every so often', () => {
  const week = 7 * 86_400_000
  expect(isPeriodDue(at('2026-11-29T00:00:00Z'), week, last({}))).toBe(true)
  expect(isPeriodDue(at('2026-11-29T00:00:00Z'), week, last({ ok: '2026-11-22T00:00:01Z' }))).toBe(false)
  expect(isPeriodDue(at('2026-11-29T00:00:00Z'), week, last({ ok: '2026-11-22T00:00:00Z' }))).toBe(true)
  expect(isPeriodDue(at('2026-11-29T00:00:00Z'), week, last({ failed: '2026-11-28T23:50:00Z', failures: 1 }))).toBe(
    false,
  )
})
