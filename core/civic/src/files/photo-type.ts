import { fileTypeFromFile } from 'file-type'
import { fileProblems } from './file-problems.ts'

const photos = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])
const heic = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])

/**
 * Judges a file by its first bytes; its name and what the sender calls it count for nothing.
 * @throws Problem `FILE_TYPE`
 */
export async function requirePhoto(path: string): Promise<void> {
  const mime = (await fileTypeFromFile(path))?.mime ?? ''
  if (!photos.has(mime) && !isHeic(mime)) throw fileProblems.type()
}

/** A photo of an iPhone, or another in the same container. */
export const isHeic = (mime: string | undefined): boolean => mime !== undefined && heic.has(mime)
