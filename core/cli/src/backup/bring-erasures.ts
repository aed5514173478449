import pg from 'pg'
import { noteBackupFolder, spreadErasures, type BookElsewhere, type Unwritten } from '@vmeste/host/backup'
import { join } from 'node:path'

/**
 * Remembers where a backup was written, and writes down beside it what was erased so far. From then on hosts write
 * there at once.
 *
 * @param folder undefined where it went into a bucket, whose book is `elsewhere`
 * @returns what could not be written: the backup is whole all the same
 */
export async function bringErasures(
  ownerUrl: string,
  dataFolder: string,
  folder: string | undefined,
  elsewhere?: BookElsewhere,
): Promise<readonly Unwritten[]> {
  const failed: Unwritten[] = []
  if (folder !== undefined)
    await noteBackupFolder(dataFolder, folder).catch((error: NodeJS.ErrnoException) => {
      const { message: reason, code = 'UNKNOWN' } = error
      failed.push({ file: join(dataFolder, 'backup-folders'), reason, code, away: false })
    })
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste backup',
  })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    return [
      ...failed,
      ...(await spreadErasures(owner, dataFolder, { more: folder === undefined ? [] : [folder], elsewhere })),
    ]
  } finally {
    await owner.end()
  }
}
