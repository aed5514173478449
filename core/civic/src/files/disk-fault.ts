import { Problem } from '@vmeste/sdk'
import { fileProblems } from './file-problems.ts'

const noRoom = new Set(['ENOSPC', 'EDQUOT'])
const diskFails = new Set(['EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ENOTDIR', 'ESTALE'])
/** The picture library tells of the disk in the words of the system only. */
const noRoomWords = /No space left on device|Disk quota exceeded/i
const diskFailsWords = /Input\/output error|Read-only file system|Permission denied|Too many open files/i

/**
 * What of an error is our disk's doing and none of the photo's, in words for whoever sent it. The library reports its
 * own failure to read a photo in other words than those.
 */
export function diskFault(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || error instanceof Problem) return undefined
  const code = String((error as { code?: unknown }).code)
  if (noRoom.has(code) || noRoomWords.test(error.message)) return fileProblems.noRoom(error)
  return diskFails.has(code) || diskFailsWords.test(error.message) ? fileProblems.diskFails(error) : undefined
}
