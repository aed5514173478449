import { expect, test } from 'vitest'
import { Recent } from './recent.ts'

test('a burst costs one load; a change, asking anew or a failure costs another', async () => {
  let loads = 0
  const recent = new Recent(async () => ++loads, 60_000)
  expect(await Promise.all([recent.get(), recent.get(), recent.get()])).toEqual([1, 1, 1])
  expect(await recent.get(true)).toBe(2)
  expect(await recent.get()).toBe(2)
  recent.forget()
  expect(await recent.get()).toBe(3)

  let attempts = 0
  const failing = new Recent(async () => {
    if (++attempts === 1) throw new Error('no database')
    return 'there'
  }, 60_000)
  await expect(failing.get()).rejects.toThrow('no database')
  expect(await failing.get()).toBe('there')
})

test('what is remembered grows old', async () => {
  let loads = 0
  const recent = new Recent(async () => ++loads, 0)
  expect([await recent.get(), await recent.get()]).toEqual([1, 2])
})
