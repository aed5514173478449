import { mkdir, opendir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { whyClosed } from './closed-folder.ts'
import type { InstallationRow } from './installation-row.ts'

const markOf = (folder: string): string => join(folder, 'installation')
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Whether the data folder is the one of this database: files of another town must be neither served nor swept. Changes
 * nothing.
 *
 * @param secret a folder that says nothing of whose it is may yet keep another's secret: of release 0.1.0, or of a
 *   trial
 * @param fresh the database holds nothing yet
 * @returns the id that a database without one takes over from its folder, where a new database is given to it
 * @throws VmesteError `VMESTE_DATA_OTHER`
 */
export async function requireOwnFolder(
  folder: string,
  secret: string,
  row: InstallationRow | undefined,
  fresh: boolean,
): Promise<string | undefined> {
  const mark = await readMark(folder)
  if (mark !== undefined && mark === row?.id) return undefined
  if (mark === undefined) {
    if (row?.dataNoted && (await holdsFiles(folder))) {
      throw other(
        folder,
        `it holds files, and does not say that they are this installation's. Where they are (a copy, a restored backup), write its number there: echo ${row.id} > ${markOf(folder)}`,
      )
    }
    if (!(await keepsOnly(folder, secret)))
      throw other(
        folder,
        `it keeps another secret than this one. Name a new folder for a new town; where the folder is this database's, move ${join(folder, 'secret')} away`,
      )
    return undefined
  }
  if (!row && fresh && !(await holdsFiles(folder))) return mark
  if (!row)
    throw other(
      folder,
      `it is of ${mark}, and the database says of itself nothing. For a new town name a new folder; where the two belong together (a database from before the update was put back), delete ${markOf(folder)}`,
    )
  throw other(
    folder,
    `it is of ${mark}, the database of ${row.id}. Set VMESTE_DATA to the folder of this database, or DATABASE_URL to the database of this folder`,
  )
}

/**
 * Whether the folder says of itself that it is this database's, where it once was told. Who takes files from it must
 * know; a start may find it new.
 *
 * @throws VmesteError `VMESTE_DATA_OTHER`
 */
export async function requireMarkedFolder(folder: string, row: InstallationRow): Promise<void> {
  if (row.dataNoted && (await readMark(folder)) !== row.id)
    throw other(folder, `it does not say that it is of ${row.id}. Set VMESTE_DATA to the folder of this database`)
}

/**
 * Tells the folder whose it is, where nobody has yet.
 *
 * @returns false where there is no folder and none was to be made
 * @throws VmesteError `VMESTE_DATA_OTHER`, `VMESTE_DATA_FOLDER`
 */
export async function markFolder(folder: string, id: string, make: boolean): Promise<boolean> {
  try {
    if (make) await mkdir(folder, { recursive: true })
    // `wx`: of two hosts that start together on one folder the second reads what the first wrote
    await writeFile(markOf(folder), `${id}\n`, { flag: 'wx' })
    return true
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT' && !make) return false
    if (code !== 'EEXIST')
      throw new VmesteError(
        'VMESTE_DATA_FOLDER',
        `The data folder ${folder} (VMESTE_DATA) cannot be written: ${await whyClosed(folder, cause)}`,
        { cause },
      )
    const mark = await readMark(folder)
    if (mark !== id) throw other(folder, `it is of ${mark ?? '?'}, the database of ${id}`)
    return true
  }
}

/** Whether the folder says whose it is. */
export const isMarked = async (folder: string): Promise<boolean> => (await readMark(folder)) !== undefined

/** An empty folder on a database that has had another: its photos are elsewhere, or are gone. */
export const newFolder = (folder: string, id: string): string =>
  `The data folder ${folder} is empty, and this database has had another, whose file "installation" says ${id}. ` +
  'Photos and added modules lie there: is VMESTE_DATA right?'

async function readMark(folder: string): Promise<string | undefined> {
  const text = await readFile(markOf(folder), 'utf8').catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined
    throw new VmesteError(
      'VMESTE_DATA_FOLDER',
      `${markOf(folder)} cannot be read (${(cause as Error).message}): give the folder to the account that runs Vmeste, or set VMESTE_DATA`,
      { cause },
    )
  })
  const mark = text?.trim()
  if (mark !== undefined && !uuid.test(mark)) throw other(folder, `its file "installation" names none`)
  return mark
}

async function keepsOnly(folder: string, secret: string): Promise<boolean> {
  const kept = await readFile(join(folder, 'secret'), 'utf8').catch(() => '')
  return kept === '' || kept.trim() === secret
}

/** Empty folders are made at any start; a file is somebody's. */
async function holdsFiles(folder: string): Promise<boolean> {
  try {
    for await (const entry of await opendir(join(folder, 'files'), { recursive: true })) if (entry.isFile()) return true
    return false
  } catch (cause) {
    // what this account may not look into is somebody's too
    return !isAbsent(cause)
  }
}

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')

const other = (folder: string, why: string): VmesteError =>
  new VmesteError(
    'VMESTE_DATA_OTHER',
    `The data folder ${folder} is not the one of this database: ${why}. Nothing was changed`,
  )
