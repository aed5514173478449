import { VmesteError } from '@vmeste/sdk'

const full = new Set(['ENOSPC', 'EDQUOT', '53100'])
const closed = new Set(['EACCES', 'EPERM', 'EROFS'])

/**
 * A restore that the disk ends says so by code: what is half restored is marked, and the command is called once more.
 *
 * @throws VmesteError `VMESTE_RESTORE_DISK`
 */
export async function withDiskSaid<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (
      error instanceof VmesteError ||
      !(error instanceof Error) ||
      !('code' in error) ||
      typeof error.code !== 'string'
    )
      throw error
    if (!full.has(error.code) && !closed.has(error.code)) throw error
    throw new VmesteError(
      'VMESTE_RESTORE_DISK',
      `${full.has(error.code) ? 'The disk is full' : 'A file cannot be written or read'}: ${error.message}. ${full.has(error.code) ? 'Make room, also for temporary files,' : error.code === 'EROFS' ? 'It is read-only: name a folder that may be written, of a container a volume that is mounted,' : 'Give it to the account that runs Vmeste'} and call the command once more; what was begun begins anew, and nothing starts on it until then`,
      { cause: error },
    )
  }
}
