import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readOn, type Rest } from './read-on.ts'

const whole = Buffer.from('a whole copy of a town')
const where = { place: 's3://town', name: 'daily.backup' }
const quick = { silentMs: 20, pausesMs: [1, 1] }
const rest = (at: number, more: Partial<Rest> = {}): Rest => ({
  body: Readable.from([whole.subarray(at, at + 5)]),
  length: at === 0 ? whole.length : undefined,
  mark: 'one',
  ...more,
})

test('what comes in pieces is put together; silence, an early end and another copy are faults by code', async () => {
  const asked: number[] = []
  const read = await readOn(
    (at) => {
      asked.push(at)
      return Promise.resolve(rest(at))
    },
    where,
    quick,
  )
  expect(await buffer(read)).toEqual(whole)
  expect(asked).toEqual([0, 5, 10, 15, 20])

  let asks = 0
  const silent = await readOn(
    () => {
      asks++
      return Promise.resolve(rest(0, { body: new Readable({ read: () => undefined }) }))
    },
    where,
    quick,
  )
  await expect(buffer(silent)).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_UNREACHABLE',
    message: expect.stringContaining('s3://town') as unknown,
  })
  expect(asks).toBe(3)

  const other = await readOn((at) => Promise.resolve(rest(at, at > 0 ? { mark: 'two' } : {})), where, quick)
  await expect(buffer(other)).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_FAILED',
    message: expect.stringContaining('daily.backup') as unknown,
  })
})

test('who takes it in may take their time, and stop', async () => {
  const slow = await readOn((at) => Promise.resolve(rest(at, { body: Readable.from([whole.subarray(at)]) })), where, {
    silentMs: 5,
    pausesMs: [],
  })
  const parts: Buffer[] = []
  for await (const part of slow as AsyncIterable<Buffer>) {
    await new Promise((done) => setTimeout(done, 15))
    parts.push(part)
  }
  expect(Buffer.concat(parts)).toEqual(whole)
})
