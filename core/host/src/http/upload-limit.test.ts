import { EventEmitter } from 'node:events'
import type { Request } from 'express'
import { expect, test } from 'vitest'
import { neighbours, UploadShares } from './upload-limit.ts'

const from = (ip: string) => Object.assign(new EventEmitter(), { ip }) as unknown as Request

test('four of one address at once, the others in line, and nobody else waits', async () => {
  const shares = new UploadShares()
  let running = 0,
    most = 0
  const ends: (() => void)[] = []
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((end) => ends.push(end))
    running--
  }
  const all = Array.from({ length: 10 }, () => shares.run(from('192.0.2.1'), work))
  expect(await shares.run(from('192.0.2.2'), async () => 'at once')).toBe('at once')
  while (running > 0 || ends.length > 0) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  await Promise.all(all)
  expect(most).toBe(4)
})

test("whoever leaves the line, waits too long or finds it full is told, and takes nobody's place", async () => {
  const shares = new UploadShares(50)
  const ends: (() => void)[] = []
  const busy = Array.from({ length: 4 }, () =>
    shares.run(from('::1'), () => new Promise<void>((end) => ends.push(end))),
  )
  const leaver = from('::1')
  const left = shares.run(leaver, async () => 'never')
  leaver.emit('close')
  await expect(left).rejects.toMatchObject({ code: 'UPLOADS_BUSY', kind: { status: 429 } })
  const queue = Array.from({ length: 61 }, () =>
    shares.run(from('::1'), async () => 'never').catch((error: { code: string }) => error.code),
  )
  expect(new Set(await Promise.all(queue))).toEqual(new Set(['UPLOADS_BUSY']))
  for (const end of ends) end()
  await Promise.all(busy)
  expect(await shares.run(from('::1'), async () => 'again')).toBe('again')
})

test.each([
  ['192.0.2.17', '192.0.2.17'],
  ['::ffff:192.0.2.17', '192.0.2.17'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:02::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
])('%s is of the household %s', (address, expected) => {
  expect(neighbours(address)).toBe(expected)
})
