import { expect, test } from 'vitest'
import { BurstLimit } from './burst-limit.ts'

test('the ceiling holds for ten minutes, each for itself', () => {
  const limit = new BurstLimit()
  const now = new Date('2026-04-16T15:42:00Z')
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  expect([1, 2, 3].map(() => limit.take('10.0.0.1', 3, now))).toEqual([undefined, undefined, undefined])
  expect(limit.take('10.0.0.1', 3, later(60))).toBe(540)
  expect(limit.take('10.0.0.2', 3, later(60))).toBeUndefined()
  expect(limit.take('10.0.0.1', 3, later(600))).toBeUndefined()
})
