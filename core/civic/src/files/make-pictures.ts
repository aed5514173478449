import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { maxPixels, maxSide, maxWholePixels, sides } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'

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
  checkHeader(await decoded(sharp(bytes, { limitInputPixels: false, animated: false }).metadata()))
  const full = await shrink(read(bytes).autoOrient(), sides.full)
  const thumb = await shrink(read(full.data), sides.thumb)
  await keep(join(folder, 'full.webp'), full.data)
  await keep(join(folder, 'thumb.webp'), thumb.data)
  return { width: full.info.width, height: full.info.height }
}

type Header = Pick<Metadata, 'format' | 'width' | 'height'> & Partial<Pick<Metadata, 'isProgressive' | 'orientation'>>

/** What the header says is believed before anything is unfolded: a kilobyte may claim gigabytes. */
export function checkHeader({ format, width, height, isProgressive = false, orientation = 1 }: Header): void {
  if (Math.max(width, height) > maxSide) throw fileProblems.tooLong()
  const whole = format === 'webp' || isProgressive || (orientation > 1 && format !== 'jpeg')
  const most = whole ? maxWholePixels : maxPixels
  if (width * height > most) throw fileProblems.tooManyPixels(most)
}

const read = (bytes: Buffer): Sharp => sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', animated: false })

const shrink = (picture: Sharp, side: number) =>
  decoded(
    picture
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true }),
  )

async function decoded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, message = '' } = error as { code?: unknown; message?: string }
    if (code !== undefined) throw error
    throw /timeout|memory|allocat/i.test(message) ? fileProblems.busy() : fileProblems.broken(error)
  }
}

async function keep(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync() // the row that names it must not outlive a power cut alone
  } finally {
    await file.close()
  }
}
