import { expect, test } from 'vitest'
import { endOfDay, localDay } from './local-day.ts'

test('the day turns at the city’s own midnight', () => {
  expect(localDay(new Date('2026-04-16T20:59:59Z'), 'Europe/Minsk')).toBe('2026-04-16')
  expect(localDay(new Date('2026-04-16T21:00:00Z'), 'Europe/Minsk')).toBe('2026-04-17')
})

test.each([
  ['2026-04-25', 'Europe/Minsk', '2026-04-25T20:59:59.000Z'],
  ['2026-03-29', 'Europe/Warsaw', '2026-03-29T21:59:59.000Z'],
  ['2026-10-25', 'Europe/Warsaw', '2026-10-25T22:59:59.000Z'],
  ['2026-12-31', 'Asia/Vladivostok', '2026-12-31T13:59:59.000Z'],
])('%s in %s ends at %s', (day, timezone, end) => expect(endOfDay(day, timezone).toISOString()).toBe(end))
