import { expect, test } from 'vitest'
import { endOfDay, instantAt, localDay } from './wall-time.ts'

test('the day turns at the city’s own midnight', () => {
  expect(localDay(new Date('2026-04-16T20:59:59Z'), 'Europe/Minsk')).toBe('2026-04-16')
  expect(localDay(new Date('2026-04-16T21:00:00Z'), 'Europe/Minsk')).toBe('2026-04-17')
})

test.each([
  ['2026-04-25', 'Europe/Minsk', '2026-04-25T20:59:59.000Z'],
  ['2026-03-29', 'Europe/Warsaw', '2026-03-29T21:59:59.000Z'],
  ['2026-10-25', 'Europe/Warsaw', '2026-10-25T22:59:59.000Z'],
  ['2026-12-31', 'Asia/Vladivostok', '2026-12-31T13:59:59.000Z'],
  // zones whose clocks change at midnight: it is skipped, it comes once an hour later, it comes twice
  ['2017-03-11', 'America/Havana', '2017-03-12T04:59:59.000Z'],
  ['2016-05-14', 'America/Santiago', '2016-05-15T03:59:59.000Z'],
  ['2017-11-04', 'America/Havana', '2017-11-05T03:59:59.000Z'],
])('%s in %s ends at %s', (day, timezone, end) => expect(endOfDay(day, timezone).toISOString()).toBe(end))

test.each([
  ['an hour that is skipped', '2026-03-29', '2026-03-29T01:30:00.000Z'],
  ['the first of two hours', '2026-10-25', '2026-10-25T00:30:00.000Z'],
])('%s: half past two on %s', (_what, day, instant) =>
  expect(instantAt(day, 9000, 'Europe/Warsaw').toISOString()).toBe(instant),
)
