import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Listener, type Line } from './listener.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A connection that can be lost. */
class Client extends EventEmitter {
  readonly asked: string[] = []
  query(text: string): Promise<void> {
    this.asked.push(text)
    return Promise.resolve()
  }
}

function listening() {
  const clients: Client[] = []
  const heard: (string | undefined)[] = []
  const missed: number[] = []
  const warn = vi.fn()
  let closed = 0
  let isDown = false
  const listener = new Listener({
    channel: 'news',
    open: (): Promise<Line> => {
      if (isDown) return Promise.reject(new Error('down'))
      const client = new Client()
      clients.push(client)
      return Promise.resolve({
        client: client as unknown as pg.ClientBase,
        close: () => {
          closed++
        },
      })
    },
    heard: (payload) => {
      heard.push(payload)
    },
    again: (ms) => {
      missed.push(ms)
      return Promise.resolve()
    },
    logger: { warn },
  })
  return {
    listener,
    clients,
    heard,
    missed,
    warn,
    closed: () => closed,
    down: (down: boolean) => {
      isDown = down
    },
  }
}

test('hears what is told, and nothing after it has stopped', async () => {
  const { listener, clients, heard, missed, closed } = listening()
  await listener.start()
  expect(clients[0]!.asked).toEqual(['listen "news"'])
  clients[0]!.emit('notification', { payload: 'one' })
  await listener.stop()
  clients[0]!.emit('notification', { payload: 'two' })
  clients[0]!.emit('error', new Error('lost'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect([heard, missed, clients.length, closed()]).toEqual([['one'], [], 1, 1])
})

test('listens again when the connection is lost, and says how long it heard nothing', async () => {
  const { listener, clients, heard, missed, closed } = listening()
  await listener.start()
  clients[0]!.emit('error', new Error('lost'))
  clients[0]!.emit('end')
  await vi.advanceTimersByTimeAsync(100)
  clients[1]!.emit('notification', { payload: 'one' })
  expect([heard, missed, clients.length, closed()]).toEqual([['one'], [100], 2, 1])
  await listener.stop()
  expect(closed()).toBe(2)
})

test('tries less and less often while there is no database, and at once after the next loss', async () => {
  const { listener, clients, missed, warn, down } = listening()
  down(true)
  await listener.start()
  await vi.advanceTimersByTimeAsync(100 + 200 + 400)
  expect(warn).toHaveBeenCalledTimes(4)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(warn.mock.calls.length, 'every five seconds in the end').toBeLessThan(20)
  down(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([clients.length, missed.length]).toEqual([1, 1])
  expect(missed[0]).toBeGreaterThan(60_000)
  clients[0]!.emit('end')
  await vi.advanceTimersByTimeAsync(100)
  expect(clients).toHaveLength(2)
  await listener.stop()
})

test('stopped while there is no database, it tries no more', async () => {
  const { listener, clients, warn, down } = listening()
  down(true)
  await listener.start()
  await listener.stop()
  down(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([clients.length, warn.mock.calls.length]).toEqual([0, 1])
})
