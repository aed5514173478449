import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerOf, awaiting, databaseIsSilent, ServerSilent } from './unresponsive-database.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('an answer that comes is the answer, and no timer is left behind', async () => {
  expect(await answerOf(Promise.resolve(7))).toBe(7)
  await expect(answerOf(Promise.reject(new Error('no such column')))).rejects.toThrow('no such column')
  expect(vi.getTimerCount()).toBe(0)
})

test('nobody waits for ever for a server that says nothing', async () => {
  const answer = answerOf(new Promise(() => undefined)).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(11_999)
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toBeInstanceOf(ServerSilent)
})

test('a server is silent when it has let the deadline of a statement and a second more pass, until it answers', () => {
  const answered = awaiting(2_000)
  vi.advanceTimersByTime(3_000)
  expect(databaseIsSilent()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(databaseIsSilent()).toBe(true)
  answered()
  expect(databaseIsSilent()).toBe(false)
})
