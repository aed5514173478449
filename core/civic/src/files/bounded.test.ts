import { expect, test } from 'vitest'
import { Bounded } from './bounded.ts'

test('two at once, one waits, the fourth is refused; all places come back', async () => {
  const bounded = new Bounded({ atOnce: 2, waiting: 1, refuse: () => new Error('full') })
  let running = 0,
    most = 0
  const gates: (() => void)[] = []
  const work = () =>
    bounded.run(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((open) => {
        gates.push(open)
      })
      running--
    })
  const first = work(),
    second = work(),
    third = work()
  await expect(work()).rejects.toThrow('full')
  gates.shift()?.()
  await first
  await expect.poll(() => gates.length).toBe(2)
  gates.forEach((open) => {
    open()
  })
  await Promise.all([second, third])
  await expect(bounded.run(() => Promise.reject(new Error('broken work')))).rejects.toThrow('broken work')
  expect({ most, after: await bounded.run(async () => 'free') }).toEqual({ most: 2, after: 'free' })
})
