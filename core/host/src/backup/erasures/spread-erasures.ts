import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asks } from '../../purge/city-tables.ts'
import { addErasures, type ErasureEntry } from './erasure-file.ts'

const noteOf = (dataFolder: string): string => join(dataFolder, 'backup-folders')
const foldersAtMost = 20

/** Folders that backups were written to, latest last. */
export async function backupFolders(dataFolder: string): Promise<string[]> {
  return (await readFile(noteOf(dataFolder), 'utf8').catch(() => '')).split('\n').filter(Boolean)
}

/** Remembers where a backup was written, so that erasures are brought there at once. */
export async function noteBackupFolder(dataFolder: string, folder: string): Promise<void> {
  const others = (await backupFolders(dataFolder)).filter((each) => each !== folder)
  await writeFile(noteOf(dataFolder), [...others, folder].slice(-foldersAtMost).map((each) => `${each}\n`).join(''))
}

/** Everything in the book. @param database as the host's own role or the owner */
export async function readBook(database: Asks): Promise<{ readonly installation: string; readonly entries: ErasureEntry[] } | undefined> {
  const { rows: [there] } = await database.query<{ book: boolean }>(`select to_regclass('core.erasure') is not null as book`)
  if (!there?.book) return undefined
  const { rows } = await database.query<{ id: string; kind: ErasureEntry['kind']; hash: string; at: string }>(`select id, kind, hash, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from core.erasure order by core.erasure.at, id`)
  const { rows: [own] } = await database.query<{ id: string | null }>('select core.installation_id() as id')
  return own?.id ? { installation: own.id, entries: rows.map((row) => ({ ...row, installation: own.id! })) } : undefined
}

/**
 * Brings the book into the data folder and into every folder that backups were written to.
 *
 * @returns folders that could not be written
 */
export async function spreadErasures(database: Asks, dataFolder: string): Promise<string[]> {
  const book = await readBook(database)
  if (!book) return []
  const failed: string[] = []
  for (const folder of [dataFolder, ...await backupFolders(dataFolder)]) {
    const there = await stat(folder).then((found) => found.isDirectory(), () => false)
    await (there ? addErasures(folder, book.entries, book.installation) : Promise.reject(new Error('no folder'))).catch(() => { failed.push(folder) })
  }
  return failed
}
