import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asks } from '../purge/city-tables.ts'
import { openOwned } from '../../storage/opening/hand-over.ts'
import { addErasures, erasureFile, type ErasureEntry } from './erasure-file.ts'

const noteOf = (dataFolder: string): string => join(dataFolder, 'backup-folders')
const foldersAtMost = 20

/** Folders that backups were written to, latest last. */
export async function backupFolders(dataFolder: string): Promise<string[]> {
  return (await readFile(noteOf(dataFolder), 'utf8').catch(() => '')).split('\n').filter(Boolean)
}

/** Remembers where a backup was written, so that erasures are brought there at once. */
export async function noteBackupFolder(dataFolder: string, folder: string): Promise<void> {
  const there = await backupFolders(dataFolder)
  if (there.at(-1) === folder) return
  const file = await openOwned(dataFolder, noteOf(dataFolder), constants.O_WRONLY | constants.O_TRUNC, 0o644)
  try {
    await file.writeFile(
      [...there.filter((each) => each !== folder), folder]
        .slice(-foldersAtMost)
        .map((each) => `${each}\n`)
        .join(''),
    )
  } finally {
    await file.close()
  }
}

/** Everything in the book. @param database as the host's own role or the owner */
export async function readBook(
  database: Asks,
): Promise<{ readonly installation: string; readonly entries: ErasureEntry[] } | undefined> {
  const {
    rows: [there],
  } = await database.query<{ book: boolean }>(`select to_regclass('core.erasure') is not null as book`)
  if (!there?.book) return undefined
  const { rows } = await database.query<{ id: string; kind: ErasureEntry['kind']; hash: string; at: string }>(
    `select id, kind, hash, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from core.erasure
      order by core.erasure.at, id`,
  )
  const {
    rows: [own],
  } = await database.query<{ id: string | null }>('select core.installation_id() as id')
  return own?.id ? { installation: own.id, entries: rows.map((row) => ({ ...row, installation: own.id! })) } : undefined
}

/** A file into which the book could not be brought. What is erased stands in the database all the same. */
export interface Unwritten {
  readonly file: string
  readonly reason: string
  /** The folder itself is not there, as that of a disk that is carried away: it gets the book once it is back. */
  readonly away: boolean
}

/**
 * Brings the book into the data folder and into every folder that backups were written to.
 *
 * @param more folders besides, whether they are remembered or not
 * @returns the files that could not be written
 */
export async function spreadErasures(
  database: Asks,
  dataFolder: string,
  more: readonly string[] = [],
): Promise<Unwritten[]> {
  const book = await readBook(database)
  if (!book) return []
  const failed: Unwritten[] = []
  for (const folder of new Set([dataFolder, ...(await backupFolders(dataFolder)), ...more])) {
    const away = !(await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    ))
    if (away) failed.push({ file: erasureFile(folder), reason: 'the folder is not there', away })
    else
      await addErasures(folder, book.entries, book.installation).catch((error: unknown) => {
        failed.push({ file: erasureFile(folder), reason: error instanceof Error ? error.message : String(error), away })
      })
  }
  return failed
}
