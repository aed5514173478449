import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { VmesteError } from '@vmeste/sdk'
import type { BackupSummary } from '@vmeste/host/backup'
import type { Writable } from 'node:stream'

/**
 * Writes a backup into a file that has its name only once it is whole and on the disk.
 *
 * @throws VmesteError `VMESTE_BACKUP_FILE`
 */
export async function intoFile(
  path: string,
  write: (sink: Writable) => Promise<BackupSummary>,
): Promise<BackupSummary> {
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    throw new VmesteError(
      'VMESTE_BACKUP_FILE',
      `${path} is there already, and no backup is written over. Name another file`,
    )
  const half = `${path}.part`
  await rm(half, { force: true }).catch(() => undefined)
  const sink = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true })
  try {
    const summary = await write(sink)
    await rename(half, path)
    await syncFolder(dirname(path))
    return summary
  } catch (error) {
    sink.destroy()
    await rm(half, { force: true }).catch(() => undefined)
    const { syscall, code } = error as { syscall?: string; code?: string }
    if (code === 'ENOENT' && !(error instanceof VmesteError)) throw noFolder(path, error)
    if (code === 'EROFS')
      throw new VmesteError(
        'VMESTE_BACKUP_FILE',
        `${half} cannot be written: ${dirname(path)} is read-only. Of a container name a volume that is mounted, of a service of systemd a folder in its ReadWritePaths=`,
        { cause: error },
      )
    throw syscall && !(error instanceof VmesteError)
      ? new VmesteError(
          'VMESTE_BACKUP_FILE',
          `${half} cannot be written: ${(error as Error).message}. Name a place with room that this account may write to`,
          { cause: error },
        )
      : error
  }
}

/** Below a disk that is not mounted a folder that was made would hide what is written. */
export const noFolder = (path: string, cause: unknown): VmesteError =>
  new VmesteError(
    'VMESTE_BACKUP_FILE',
    `There is no folder ${dirname(path)}: make it first (mkdir -p ${dirname(path)}), or mount it`,
    { cause },
  )

/** Its name is on the disk too; Windows knows no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Opens a backup for reading. @throws VmesteError `VMESTE_BACKUP_FILE` */
export async function fromFile(path: string): Promise<() => Readable> {
  const file = await open(path).catch((cause: unknown) => {
    throw new VmesteError('VMESTE_BACKUP_FILE', `${path} cannot be read: ${(cause as Error).message}`, { cause })
  })
  // a folder opens as well, and says only when it is read that it is none
  try {
    if ((await file.stat()).isDirectory())
      throw new VmesteError('VMESTE_BACKUP_FILE', `${path} is a folder. Name one backup in it`)
  } finally {
    await file.close()
  }
  return () => createReadStream(path, { highWaterMark: 1 << 18 })
}
