import { lstat, mkdir, readdir, realpath, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { endLeftServer } from '@vmeste/host/embedded-postgres'
import { VmesteError } from '@vmeste/sdk'
import { runWords } from './run-words.ts'

const spare = 256 * 1024 * 1024

/**
 * Where the embedded database of a data folder really lies: a link says so where its account may not enter the data
 * folder.
 */
export const placeOf = (dataFolder: string): Promise<string> =>
  realpath(join(dataFolder, 'postgres', 'elsewhere')).catch(() => join(dataFolder, 'postgres'))

/** Whether there is an embedded database at all. */
export const isThere = async (place: string): Promise<boolean> =>
  lstat(join(place, 'data', 'PG_VERSION')).then(
    () => true,
    () => false,
  )

/**
 * Copies an embedded database that nobody runs, byte for byte and with its owners: any release that could start on it
 * can start on the copy. It is not started for that, because a newer release changes it by starting.
 *
 * @throws VmesteError `VMESTE_DATA_IN_USE`, `VMESTE_UPGRADE_ROOM`, `VMESTE_UPGRADE_COPY`
 */
export async function keepFolder(place: string, to: string): Promise<void> {
  if (!(await endLeftServer(place))) {
    throw new VmesteError(
      'VMESTE_DATA_IN_USE',
      `The platform runs on ${place}. Stop it first: its database is copied as it lies on the disk`,
    )
  }
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  await requireRoom(await bytesOf(place), dirname(to))
  const { code, said } = await runWords('cp', ['-a', place, to])
  if (code !== 0)
    throw new VmesteError(
      'VMESTE_UPGRADE_COPY',
      `The database could not be copied to ${to}: ${said}. Nothing was changed`,
    )
}

/** @throws VmesteError `VMESTE_UPGRADE_ROOM` */
export async function requireRoom(bytes: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= bytes + spare) return
  throw new VmesteError(
    'VMESTE_UPGRADE_ROOM',
    `What is kept for the way back takes ${mb(bytes)}, and ${folder} has room for ${mb(bavail * bsize)}. ` +
      'Make room, or name another place: --keep /with/room. Nothing was changed',
  )
}

export const mb = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`

async function bytesOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}
