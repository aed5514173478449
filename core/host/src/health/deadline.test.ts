import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadline } from './deadline.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const never = new Promise<never>(() => undefined)
const late = () => new Error('late')

test('waits that begin at different moments end each at its own, on one timer', async () => {
  const deadline = new Deadline(1000)
  const ended: string[] = []
  const first = deadline.race(never, late).catch(() => ended.push('first'))
  vi.advanceTimersByTime(400)
  const second = deadline.race(never, late).catch(() => ended.push('second'))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(600)
  await first
  expect(ended).toEqual(['first'])
  vi.advanceTimersByTime(400)
  await second
  expect(ended).toEqual(['first', 'second'])
  expect(vi.getTimerCount()).toBe(0)
})

test('what is in time is given as it is, an error too', async () => {
  const deadline = new Deadline(1000)
  await expect(deadline.race(Promise.resolve('done'), late)).resolves.toBe('done')
  await expect(deadline.race(Promise.reject(new Error('own')), late)).rejects.toThrow('own')
  vi.advanceTimersByTime(5000)
  expect(vi.getTimerCount()).toBe(0)
})
