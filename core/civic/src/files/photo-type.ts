import { fileTypeFromFile } from 'file-type'
import { fileProblems } from './file-problems.ts'

const photos = new Set(['image/jpeg', 'image/png', 'image/webp'])
const heic = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])

/**
 * Judges a file by its first bytes; its name and what the sender calls it count for nothing.
 * @throws Problem `FILE_TYPE`, or `FILE_HEIC` which tells people of iPhones what to do
 */
export async function requirePhoto(path: string): Promise<void> {
  const mime = (await fileTypeFromFile(path))?.mime ?? ''
  if (photos.has(mime)) return
  throw heic.has(mime) ? fileProblems.heic() : fileProblems.type()
}
