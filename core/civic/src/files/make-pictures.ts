import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@vmeste/sdk'
import sharp, { type Sharp } from 'sharp'
import { diskFault } from './disk-fault.ts'
import { maxPixels, sides } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'

// one thread a picture and no cache: how many are made at once is decided in one place, and memory stays flat
sharp.concurrency(1)
sharp.cache(false)

/**
 * Makes the two pictures that are kept, `full.webp` and `thumb.webp`, upright and with nothing in them but the picture:
 * no place, no time, no camera. The upload itself is never kept.
 *
 * @returns width and height of the full picture, in pixels
 * @throws Problem `FILE_BROKEN` or `FILE_TOO_MANY_PIXELS`
 */
export async function makePictures(upload: string, folder: string): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(upload, { limitInputPixels: false }).metadata() // reads the header only
    if (width * height > maxPixels) throw fileProblems.tooManyPixels()
    const full = join(folder, 'full.webp'), thumb = join(folder, 'thumb.webp')
    const made = await write(read(upload).autoOrient(), sides.full, full)
    await write(read(full), sides.thumb, thumb)
    return { width: made.width, height: made.height }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw diskFault(error) ?? fileProblems.broken(error)
  }
}

const read = (path: string): Sharp => sharp(path, { limitInputPixels: maxPixels, failOn: 'error', animated: false })

async function write(picture: Sharp, side: number, path: string) {
  const made = await picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 }).timeout({ seconds: 20 }).toFile(path)
  const file = await open(path, 'r+')
  try { await file.sync() } finally { await file.close() } // the row that names it must not outlive a power cut alone
  return made
}
