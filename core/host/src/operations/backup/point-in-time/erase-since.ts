import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../storage/embedded-postgres.ts'
import { erasureFile } from '../../erasures/erasure-file.ts'
import type { Replayed } from '../../removal/replay-erasures.ts'
import { erasedSince, takeEntries } from '../restore/erased-since.ts'
import type { Restored } from '../restore/restore-platform.ts'

export interface EraseSince {
  readonly dataFolder: string
  /** Of this installation, where it is not kept in the data folder. */
  readonly secret: string | undefined
  /** Files that say what was erased, beside that of the data folder. */
  readonly files: readonly string[]
  readonly eraseAgain: (ownerUrl: string, restored: Restored) => Promise<Replayed>
}

/** Erases again what was erased after the moment that was restored, while nothing may start on the folder yet. */
export async function eraseSince({ dataFolder, secret, files, eraseAgain }: EraseSince): Promise<Replayed | undefined> {
  const installation = (await readFile(join(dataFolder, 'installation'), 'utf8')).trim()
  const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'))
  const owner = new pg.Client({
    connectionString: postgres.url,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste restore',
  })
  owner.on('error', () => undefined)
  try {
    await owner.connect()
    const entries = await erasedSince(owner, [erasureFile(dataFolder), ...files], installation)
    if (entries.length === 0) return undefined
    const replayed = await eraseAgain(postgres.url, {
      secret: secret ?? (await readFile(join(dataFolder, 'secret'), 'utf8')).trim(),
      restoring: { installation, takeOver: false },
      entries,
    })
    await takeEntries(owner, entries)
    return replayed
  } finally {
    await owner.end().catch(() => undefined)
    await postgres.stop()
  }
}
