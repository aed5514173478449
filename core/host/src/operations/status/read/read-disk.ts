import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What a disk says of itself; the seam at which tests fill one. */
export type ReadDisk = (folder: string) => Promise<{ readonly usedBytes: number; readonly freeBytes: number }>

/**
 * As `df` reckons: what only root may still write counts as used up. A folder that is not made yet will lie on its
 * parent's disk.
 */
export const readDisk: ReadDisk = async (folder) => {
  const { blocks, bfree, bavail, bsize } =
    (await statfs(folder).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'ENOENT' && dirname(folder) !== folder) return undefined
      throw error
    })) ?? {}
  if (blocks === undefined || bfree === undefined || bavail === undefined || bsize === undefined)
    return readDisk(dirname(folder))
  return { usedBytes: (blocks - bfree) * bsize, freeBytes: bavail * bsize }
}
