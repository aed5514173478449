import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makePictures } from './make-pictures.ts'
import { photoWithGps } from './sample-photos.ts'

async function folderWith(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-pictures-'))
  await writeFile(join(folder, 'upload'), bytes)
  return { folder, make: () => makePictures(join(folder, 'upload'), folder) }
}

test('a photo that knows where it was taken becomes one that does not', async () => {
  const upload = await photoWithGps()
  expect((await sharp(upload).metadata()).exif?.includes('Vmeste test camera')).toBe(true)

  const { folder, make } = await folderWith(upload)
  expect(await make()).toEqual({ width: 1200, height: 1600 }) // lay on its side, orientation 6
  for (const name of ['full.webp', 'thumb.webp']) {
    const kept = await readFile(join(folder, name))
    const { format, exif, xmp, iptc, orientation } = await sharp(kept).metadata()
    expect({ format, exif, xmp, iptc, orientation }).toEqual({ format: 'webp', exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined })
    expect(kept.includes('EXIF') || kept.includes('camera')).toBe(false)
  }
  expect(await sharp(join(folder, 'thumb.webp')).metadata()).toMatchObject({ width: 240, height: 320 })
})

test('a truncated photo is refused', async () => {
  const whole = await photoWithGps()
  const { folder, make } = await folderWith(whole.subarray(0, Math.floor(whole.length / 2)))
  await expect(make()).rejects.toMatchObject({ code: 'FILE_BROKEN' })
  expect(await readdir(folder)).not.toContain('thumb.webp')
})

test('a small file that would unfold into gigabytes is refused before it does', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } }).png().toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  const { make } = await folderWith(bomb)
  await expect(make()).rejects.toMatchObject({ code: 'FILE_TOO_MANY_PIXELS', kind: { status: 413 } })
})
