import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { damaged, type BackupSummary, type BackupTable, type Manifest } from '../archive/format.ts'
import type { Unsealing } from '../archive/sealing.ts'
import { isDataName } from '../whole/data-entries.ts'
import type { OnProgress } from '../whole/progress.ts'
import { readBackup } from '../whole/read-backup.ts'
import { takeFile } from './take-files.ts'

/** A backup that was read to its end once and is whole. */
export interface FirstLook {
  readonly manifest: Manifest
  readonly summary: BackupSummary
  readonly secret: string
  /** Files of the data folder lie here, all but the secret, until `close`. */
  readonly folder: string
  close(): Promise<void>
}

/**
 * Reads all of a backup before anything is changed for it.
 *
 * @param look sees every row on the way
 * @throws VmesteError `VMESTE_BACKUP_…`
 */
export async function firstLook(
  source: Readable,
  unsealing: Unsealing,
  progress: OnProgress,
  look?: (table: BackupTable, lines: Buffer) => void,
): Promise<FirstLook> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-restore-'))
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true })
  let manifest: Manifest | undefined
  let secret = ''
  try {
    const summary = await readBackup(
      source,
      unsealing,
      {
        begin: (read) => {
          manifest = read
        },
        ...(look ? { rows: look } : {}),
        data: async (name, content) => {
          if (!isDataName(name)) throw damaged(`it holds the file ${name}, which no data folder has`)
          if (name === 'secret') secret = content.toString().trim()
          else await takeFile(folder, name, content)
        },
      },
      (so) => {
        progress({ ...so, step: 'checking' })
      },
    )
    if (!manifest || !secret) throw damaged('it has no secret')
    return { manifest, summary, secret, folder, close }
  } catch (error) {
    await close()
    throw error
  }
}
