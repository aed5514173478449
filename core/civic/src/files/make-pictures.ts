import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { sides } from './file-limits.ts'
import { decoded, openPhoto, readPicture } from './open-photo.ts'

// one thread a picture and no cache: how many are made at once is decided in one place, and memory stays flat
sharp.concurrency(1)
sharp.cache(false)

/**
 * Makes the two pictures that are kept, `full.webp` and `thumb.webp`, upright and with nothing in them but the picture:
 * no place, no time, no camera. The upload itself is never kept.
 *
 * Only what the decoder says of the photo is the photo's fault: reading and writing is done here, so a full disk fails
 * as what it is.
 *
 * @returns width and height of the full picture, in pixels
 * @throws Problem `FILE_BROKEN`, `FILE_TOO_MANY_PIXELS`, `FILE_SIDE`; `FILE_BUSY` when there is no time or memory for
 *   it now
 */
export async function makePictures(upload: string, folder: string): Promise<{ width: number; height: number }> {
  const bytes = await readFile(upload)
  const full = await shrink(await openPhoto(bytes), sides.full)
  const thumb = await shrink(readPicture(full.data), sides.thumb)
  await keep(join(folder, 'full.webp'), full.data)
  await keep(join(folder, 'thumb.webp'), thumb.data)
  return { width: full.info.width, height: full.info.height }
}

const shrink = (picture: Sharp, side: number) =>
  decoded(
    picture
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true }),
  )

async function keep(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync() // the row that names it must not outlive a power cut alone
  } finally {
    await file.close()
  }
}
