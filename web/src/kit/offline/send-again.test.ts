import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sendAgain } from './send-again.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what waits is sent again by itself, more and more seldom, until nothing waits', () => {
  let sent = 0
  const again = sendAgain(() => {
    sent++
    again.waits(sent < 5)
  })
  again.waits(true)
  again.waits(true) // asked twice, it is sent once
  vi.advanceTimersByTime(60_000)
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(3)
  vi.advanceTimersByTime(3_600_000)
  expect(sent).toBe(5)
})
