import pg from 'pg'
import { noteBackupFolder, spreadErasures, type Unwritten } from '@vmeste/host/backup'
import { join } from 'node:path'

/**
 * Remembers where a backup was written, and writes down beside it what was erased so far. From then on hosts write
 * there at once.
 *
 * @returns what could not be written: the backup is whole all the same
 */
export async function bringErasures(
  ownerUrl: string,
  dataFolder: string,
  folder: string,
): Promise<readonly Unwritten[]> {
  const failed: Unwritten[] = []
  await noteBackupFolder(dataFolder, folder).catch((error: unknown) => {
    failed.push({ file: join(dataFolder, 'backup-folders'), reason: (error as Error).message, away: false })
  })
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste backup',
  })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    return [...failed, ...(await spreadErasures(owner, dataFolder, [folder]))]
  } finally {
    await owner.end()
  }
}
