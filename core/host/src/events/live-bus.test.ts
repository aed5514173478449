import { expect, test } from 'vitest'
import type { LiveEvent } from '@vmeste/sdk'
import { LiveBus } from './live-bus.ts'

const event = (n: number, type = 'a.b@1'): LiveEvent => ({ id: String(n), type, subject: 'a:B:1', data: {} })
const idOf = async (iterator: AsyncIterator<LiveEvent>) =>
  ((await iterator.next()) as { value: LiveEvent | undefined }).value?.id

test('a stream hears its city and its types only, from when it is iterated', async () => {
  const bus = new LiveBus(10)
  const stream = bus.subscribe(1, ['a.b@1'])
  bus.publish(1, [event(0)])
  const reader = stream[Symbol.asyncIterator]()
  bus.publish(2, [event(1)])
  bus.publish(1, [event(2, 'a.c@1'), event(3)])
  expect(await idOf(reader)).toBe('3')
})

test('whoever waits already is served first, in order', async () => {
  const bus = new LiveBus(10)
  const reader = bus.subscribe(1, ['a.b@1'])[Symbol.asyncIterator]()
  const both = Promise.all([idOf(reader), idOf(reader)])
  bus.publish(1, [event(1), event(2), event(3)])
  expect(await both).toEqual(['1', '2'])
  expect(await idOf(reader)).toBe('3')
})

test('a slow reader keeps the newest, a bounded number of them', async () => {
  const bus = new LiveBus(2)
  const reader = bus.subscribe(1, ['a.b@1'])[Symbol.asyncIterator]()
  bus.publish(
    1,
    [1, 2, 3, 4].map((n) => event(n)),
  )
  expect([await idOf(reader), await idOf(reader)]).toEqual(['3', '4'])
})

test('a reader that leaves is forgotten; the end of the bus ends everyone', async () => {
  const bus = new LiveBus(2)
  const left = bus.subscribe(1, ['a.b@1'])[Symbol.asyncIterator]()
  await left.return?.()
  expect(bus.listensIn(1)).toBe(false)
  expect(await left.next()).toEqual({ value: undefined, done: true })
  const stays = bus.subscribe(1, ['a.b@1'])[Symbol.asyncIterator]()
  const waits = stays.next()
  bus.end()
  expect(await waits).toEqual({ value: undefined, done: true })
  expect(bus.cities).toEqual([])
})
