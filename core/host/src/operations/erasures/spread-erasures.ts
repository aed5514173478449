import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asks } from '../purge/city-tables.ts'
import { inTime } from '../../outage/in-time.ts'
import { openOwned } from '../../storage/opening/hand-over.ts'
import { addErasures, erasureFile, withErasures, type ErasureEntry } from './erasure-file.ts'

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
  /** The same in a word, `EACCES`. */
  readonly code: string
  /** The folder itself is not there, as that of a disk that is carried away: it gets the book once it is back. */
  readonly away: boolean
}

/** A book that lies beside copies in a bucket: it is written as a whole. */
export interface BookElsewhere {
  /** For people. */
  readonly told: string
  /** Empty where there is none. */
  read(): Promise<string>
  write(text: string): Promise<void>
}

export interface Spreading {
  /** Folders besides, whether they are remembered or not. */
  readonly more?: readonly string[]
  /** Where copies go on their own, when that is a bucket. */
  readonly elsewhere?: BookElsewhere | undefined
}

/** A share whose server is away answers never, and somebody waits for this. */
const patienceMs = 5_000

/**
 * Brings the book into the data folder, into every folder that backups were written to and beside the copies in a
 * bucket. What could not be written stands in the database from then on, until it was: `vmeste status` and the page
 * «Состояние» tell it.
 *
 * @returns the files that could not be written
 */
export async function spreadErasures(
  database: Asks,
  dataFolder: string,
  { more = [], elsewhere }: Spreading = {},
): Promise<readonly Unwritten[]> {
  const book = await readBook(database)
  if (!book) return []
  const folders = [...new Set([dataFolder, ...(await backupFolders(dataFolder)), ...more])]
  // side by side: somebody waits, and one that does not answer keeps the others from nothing
  const tried = await Promise.all([
    ...folders.map((folder) => unlessWritten(erasureFile(folder), () => bringIntoFolder(folder, book))),
    ...(elsewhere ? [unlessWritten(elsewhere.told, () => bringElsewhere(database, elsewhere))] : []),
  ])
  const failed = tried.filter((each) => each !== undefined)
  await noteUnwritten(database, failed)
  return failed
}

const notThere = Symbol('the folder is not there')

async function bringIntoFolder(
  folder: string,
  { entries, installation }: { readonly entries: readonly ErasureEntry[]; readonly installation: string },
): Promise<typeof notThere | undefined> {
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isThere) return notThere
  await addErasures(folder, entries, installation)
  return undefined
}

async function unlessWritten(file: string, write: () => Promise<unknown>): Promise<Unwritten | undefined> {
  try {
    return (await inTime(write(), patienceMs, `no answer within ${patienceMs / 1_000} s`)) === notThere
      ? { file, reason: 'the folder is not there', code: 'ENOENT', away: true }
      : undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const { code } = error as { code?: unknown }
    return { file, reason, code: typeof code === 'string' ? code : 'UNKNOWN', away: false }
  }
}

/** Two hosts may write it at once, and the later of them the older book: each looks whether all of it stands there. */
async function bringElsewhere(database: Asks, { told, read, write }: BookElsewhere): Promise<void> {
  for (let text = await read(); ;) {
    const book = await readBook(database)
    const more = book && withErasures(text, told, book.entries, book.installation)
    if (more === undefined) return
    await write(more)
    text = await read()
  }
}

/** One row for ever, which is there only once something went wrong. */
async function noteUnwritten(database: Asks, failed: readonly Unwritten[]): Promise<void> {
  const files = failed.map(({ file, code, away }) => ({ file, code, away }))
  await (
    files.length > 0
      ? database.query(
          `insert into core.backup_run as run (kind, failed_at, failure_code, failures, detail)
             values ('erasures', now(), 'VMESTE_ERASURES_UNWRITTEN', 1, $1)
           on conflict (kind) do update set failed_at = now(), failure_code = excluded.failure_code,
             failures = run.failures + 1, detail = excluded.detail`,
          [{ files }],
        )
      : database.query(
          `update core.backup_run set succeeded_at = now(), failed_at = null, failure_code = null, failures = 0, detail = '{}'
             where kind = 'erasures' and failed_at is not null`,
        )
  ).catch(() => undefined) // a release that has no such table; the answer of whoever asked says it all the same
}
