import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makePictures } from './make-pictures.ts'
import { checkHeader } from './photo-header.ts'
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
    expect({ format, exif, xmp, iptc, orientation }).toEqual({
      format: 'webp',
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      orientation: undefined,
    })
    expect(kept.includes('EXIF') || kept.includes('camera')).toBe(false)
  }
  expect(await sharp(join(folder, 'thumb.webp')).metadata()).toMatchObject({ width: 240, height: 320 })
})

/** 640 × 480, green, with a red disc around (160, 120). */
const heic = () => readFile(new URL('../../test/photo.heic', import.meta.url))
/** The same, claiming another size. */
const claimedHeic = async (width: number, height: number) => {
  const bytes = await heic()
  const size = bytes.indexOf('ispe') + 8
  bytes.writeUInt32BE(width, size)
  bytes.writeUInt32BE(height, size + 4)
  return bytes
}

test('the photo of an iPhone becomes the same two pictures; so does an AVIF', async () => {
  const { folder, make } = await folderWith(await heic())
  expect(await make()).toEqual({ width: 640, height: 480 })
  const [red, green, blue] = await sharp(join(folder, 'full.webp'))
    .extract({ left: 160, top: 120, width: 1, height: 1 })
    .raw()
    .toBuffer()
  expect([red! > 150, green! < 100, blue! < 100]).toEqual([true, true, true])
  expect(await sharp(join(folder, 'thumb.webp')).metadata()).toMatchObject({ width: 320, height: 240 })
  const avif = await folderWith(
    await sharp(await photoWithGps({ width: 800, height: 600 }))
      .autoOrient()
      .avif()
      .toBuffer(),
  )
  expect(await avif.make()).toEqual({ width: 600, height: 800 })
})

test('an iPhone’s photo that is cut, is none, or claims too much is refused', async () => {
  const cut = (await heic()).subarray(0, 900)
  const none = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)])
  for (const [bytes, code] of [
    [cut, 'FILE_BROKEN'],
    [none, 'FILE_BROKEN'],
    [await claimedHeic(8_000, 6_000), 'FILE_TOO_MANY_PIXELS'],
    [await claimedHeic(30_000, 10), 'FILE_SIDE'],
  ] as const) {
    const { make } = await folderWith(bytes)
    await expect(make()).rejects.toMatchObject({ code })
  }
})

test('a truncated photo is refused', async () => {
  const whole = await photoWithGps()
  const { folder, make } = await folderWith(whole.subarray(0, Math.floor(whole.length / 2)))
  await expect(make()).rejects.toMatchObject({ code: 'FILE_BROKEN' })
  expect(await readdir(folder)).not.toContain('thumb.webp')
})

test('a small file that would unfold into gigabytes is refused before it does', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  const { make } = await folderWith(bomb)
  await expect(make()).rejects.toMatchObject({ code: 'FILE_TOO_MANY_PIXELS', kind: { status: 413 } })
})

/**
 * A PNG that claims a size and has one row of it: whoever decodes it finds it broken, whoever reads its header knows
 * enough.
 */
function claimedPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]),
      length = Buffer.alloc(4),
      sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
test.each([
  [1, 25_000_000],
  [25_000_000, 1],
  [30_000, 30_000],
  [65_535, 900],
])('%i × %i is refused by its header', async (width, height) => {
  const { folder, make } = await folderWith(claimedPng(width, height))
  await expect(make()).rejects.toMatchObject({ code: 'FILE_SIDE', kind: { status: 413 } })
  expect(await readdir(folder)).toEqual(['upload'])
})

test('what must be unfolded whole may be less', () => {
  const refuse = (header: Parameters<typeof checkHeader>[0]) => {
    try {
      checkHeader(header)
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const large = { width: 8_000, height: 6_000 }
  expect([refuse({ format: 'jpeg', ...large, orientation: 6 }), refuse({ format: 'png', ...large })]).toEqual([
    undefined,
    undefined,
  ])
  for (const header of [
    { format: 'jpeg', isProgressive: true },
    { format: 'png', isProgressive: true },
    { format: 'png', orientation: 6 },
    { format: 'webp' },
  ] as const) {
    expect(refuse({ ...header, ...large })).toBe('FILE_TOO_MANY_PIXELS')
    expect(refuse({ ...header, width: 6_000, height: 4_000 })).toBe(undefined)
  }
})

test('a folder that cannot be written to is no fault of the photo', async () => {
  const { folder } = await folderWith(await photoWithGps())
  await expect(makePictures(join(folder, 'upload'), join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(makePictures(join(folder, 'nothing'), folder)).rejects.toMatchObject({ code: 'ENOENT' })
})
