import { access, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderTarget } from '../targets/folder-target.ts'
import { openTarget } from '../targets/open-target.ts'
import { targetAddress } from '../targets/target-address.ts'
import { startTestS3 } from '../../../../test/doubles/s3-server.ts'
import { restorePoint } from './restore-point.ts'
import { burnDown, newFolder, passphrase, photosIn, reportsIn } from '../../../../test/doubles/backed-up-town.ts'

let folder: string, between: Date, latest: Date
const unsealing = { passphrase }
const durable = false
beforeAll(async () => {
  folder = await newFolder()
  between = await burnDown(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const target = () => folderTarget(join(folder, 'copies'))

test('the latest: everything that was carried, photos and secret with it', async () => {
  const dataFolder = join(folder, 'latest')
  const steps: string[] = []
  const restored = await restorePoint({
    target: target(),
    unsealing,
    durable,
    dataFolder,
    onStep: (step) => {
      steps.push(step)
    },
  })
  latest = restored.last!
  expect(latest.getTime()).toBeGreaterThan(between.getTime())
  expect(restored.hole).toBeUndefined()
  expect([...new Set(steps)]).toEqual(['base', 'files', 'log', 'database'])
  expect(await reportsIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  expect(await photosIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  expect(await readFile(join(dataFolder, 'files/civic/files/town/ab/after/full.webp'), 'utf8')).toBe('photo of after')
  expect(await readFile(join(dataFolder, 'secret'), 'utf8')).toBe('the secret')
  await expect(access(join(dataFolder, 'restoring'))).rejects.toThrow()
})

test('a moment that no copy reaches leaves the folder as it was, and it is restored anew', async () => {
  const dataFolder = join(folder, 'late')
  const [tomorrow, later] = [new Date(Date.now() + 86_400_000), new Date(Date.now() + 2 * 86_400_000)]
  const late = (now?: Date) =>
    restorePoint({ target: target(), unsealing, durable, dataFolder, at: tomorrow, ...(now ? { now } : {}) })
  // what is still to come is known before anything is written, what no log reaches only from the log
  await expect(late()).rejects.toMatchObject({ code: 'VMESTE_PITR_TOO_LATE' })
  await expect(access(dataFolder)).rejects.toThrow()
  const soon = restorePoint({ target: target(), unsealing, durable, dataFolder, at: new Date() })
  await expect(soon, 'a minute later is not in the copies either').rejects.toMatchObject({
    code: 'VMESTE_PITR_TOO_LATE',
  })
  expect(await readdir(dataFolder)).toEqual([])
  await expect(late(later)).rejects.toMatchObject({
    code: 'VMESTE_PITR_TOO_LATE',
    message: expect.stringContaining(`The copies reach to ${latest.toISOString()}`) as unknown,
  })
  expect(await readdir(dataFolder)).toEqual([])
  expect((await restorePoint({ target: target(), unsealing, durable, dataFolder, at: between })).cities).toBe(0)
  expect(await reportsIn(dataFolder)).toEqual(['before', 'before the base'])
})

test('from a bucket as from a folder', async () => {
  const s3 = await startTestS3('backups')
  const bucket = openTarget(targetAddress(s3.setting))
  for (const { name } of await target().list(''))
    await bucket.write(name, async (sink) => pipeline(await target().read(name), sink))
  const dataFolder = join(folder, 'from-s3')
  await restorePoint({ target: bucket, unsealing, durable, dataFolder })
  expect(await reportsIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  expect(await photosIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  bucket.close()
  await s3.stop()
})
