import pg from 'pg'
import { noteBackupFolder, spreadErasures } from '@vmeste/host/backup'

/** Remembers where a backup was written, and writes down beside it what was erased so far. From then on hosts write there at once. */
export async function bringErasures(ownerUrl: string, dataFolder: string, folder: string): Promise<void> {
  await noteBackupFolder(dataFolder, folder)
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, application_name: 'vmeste backup' })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    for (const failed of await spreadErasures(owner, dataFolder)) process.stderr.write(`  … ${failed} cannot be written: what is erased is not noted there\n`)
  } finally { await owner.end() }
}
