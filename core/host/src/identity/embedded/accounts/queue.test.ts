import { expect, test } from 'vitest'
import { createQueue } from './queue.ts'

test('work runs two at a time, in order, and a flood is sent away', async () => {
  const queue = createQueue({ atOnce: 2, waiting: 3, refuse: () => new Error('full') })
  const doors: (() => void)[] = []
  const started: number[] = []
  const visits = Array.from({ length: 6 }, (_, i) =>
    queue(
      () =>
        new Promise<number>((resolve) => {
          started.push(i)
          doors.push(() => {
            resolve(i)
          })
        }),
    ),
  )
  await expect(visits[5]).rejects.toThrow('full')
  expect(started).toEqual([0, 1])
  for (let i = 0; i < 5; i++) {
    doors[i]?.()
    expect(await visits[i]).toBe(i)
    expect(started.length).toBe(Math.min(5, i + 3))
  }
  expect(started).toEqual([0, 1, 2, 3, 4])
})

test('work that fails leaves its place', async () => {
  const queue = createQueue({ atOnce: 1, waiting: 5, refuse: () => new Error('full') })
  await expect(queue(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await queue(async () => 'next')).toBe('next')
})
