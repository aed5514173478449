import { fileTypeFromBuffer } from 'file-type'
import sharp, { type Sharp } from 'sharp'
import { decodeHeic } from './decode-heic.ts'
import { maxPixels } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { checkHeader } from './photo-header.ts'
import { isHeic } from './photo-type.ts'

/**
 * The picture in an upload, upright. The photos of iPhones are decoded by libheif in a thread of its own: the codecs
 * that come with sharp leave HEVC out.
 *
 * @throws Problem `FILE_BROKEN`, `FILE_TOO_MANY_PIXELS`, `FILE_SIDE`; `FILE_BUSY` when there is no time for it now
 */
export async function openPhoto(bytes: Buffer): Promise<Sharp> {
  if (isHeic((await fileTypeFromBuffer(bytes))?.mime)) {
    const { data, width, height } = await decodeHeic(bytes)
    return sharp(data, { raw: { width, height, channels: 4 } })
  }
  checkHeader(await decoded(sharp(bytes, { limitInputPixels: false, animated: false }).metadata()))
  return readPicture(bytes).autoOrient()
}

export const readPicture = (bytes: Buffer): Sharp =>
  sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', animated: false })

/** What the decoder says is the photo's fault, but for time and memory. */
export async function decoded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, message = '' } = error as { code?: unknown; message?: string }
    if (code !== undefined) throw error
    throw /timeout|memory|allocat/i.test(message) ? fileProblems.busy() : fileProblems.broken(error)
  }
}
