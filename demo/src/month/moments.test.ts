import { expect, test } from 'vitest'
import { dateAfter, followsAt, sentAt } from './moments.ts'

const noon = new Date('2026-11-22T09:00:00Z')

test('days ago and days after are days in Minsk', () => {
  const sent = sentAt([24, '18:42'], noon)
  expect(sent.toISOString()).toBe('2026-10-29T15:42:00.000Z')
  expect(followsAt([1, '11:05'], sent).toISOString()).toBe('2026-10-30T08:05:00.000Z')
  expect(followsAt(35, sent).toISOString()).toBe('2026-10-29T16:17:00.000Z')
  expect(dateAfter(4, sentAt([0, '00:30'], noon))).toBe('2026-11-26')
})

test('nobody sends in the middle of the night, and the order stays', () => {
  const early = new Date('2026-11-22T02:30:00Z')
  const times = [215, 96, 34, 16].map((minutes) => sentAt(minutes, early))
  expect(times.map((at) => at.toISOString().slice(0, 13))).toEqual([
    '2026-11-21T19',
    '2026-11-21T19',
    '2026-11-21T19',
    '2026-11-21T19',
  ])
  expect([...times].sort((a, b) => a.getTime() - b.getTime())).toEqual(times)
})
