import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { VmesteError, z } from '@vmeste/sdk'

/** Stands in the database, and in the data folder as a file, from the first thing a restore changes to the last. */
export const restoringSchema = 'vmeste_restoring'
const fileOf = (dataFolder: string): string => join(dataFolder, 'restoring')

const noteSchema = z.object({
  takeOver: z.boolean(),
  rolePrefix: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .nullable(),
})
/** What the mark remembers of the database as it was, for a restore that is begun anew. */
export type RestoreNote = z.infer<typeof noteSchema>

/**
 * Nothing that is half restored may start, whether the database says so or the folder.
 *
 * @throws VmesteError `VMESTE_RESTORE_UNFINISHED`
 */
export async function requireRestored(owner: Pick<pg.Client, 'query'>, dataFolder: string | undefined): Promise<void> {
  if (await readRestoreNote(owner)) throw unfinished('The database')
  if (dataFolder !== undefined) await requireRestoredFolder(dataFolder)
}

/** @throws VmesteError `VMESTE_RESTORE_UNFINISHED` */
export async function requireRestoredFolder(dataFolder: string): Promise<void> {
  if (await isFolderMarked(dataFolder)) throw unfinished(`The data folder ${dataFolder}`)
}

export const isFolderMarked = (dataFolder: string): Promise<boolean> =>
  readFile(fileOf(dataFolder)).then(
    () => true,
    () => false,
  )

/** @param owner connected as the database's owner */
export async function readRestoreNote(owner: Pick<pg.Client, 'query'>): Promise<RestoreNote | undefined> {
  const {
    rows: [row],
  } = await owner.query<{ there: boolean; note: string | null }>(
    `select to_regnamespace($1) is not null as there, obj_description(to_regnamespace($1), 'pg_namespace') as note`,
    [restoringSchema],
  )
  if (!row?.there) return undefined
  try {
    return noteSchema.parse(JSON.parse(row.note ?? ''))
  } catch {
    return { takeOver: false, rolePrefix: null }
  }
}

export async function markRestoring(owner: pg.Client, dataFolder: string, note: RestoreNote): Promise<void> {
  await writeFile(fileOf(dataFolder), 'A restore has begun here and is not done. Call it once more: vmeste restore\n')
  await owner.query(
    `begin; create schema if not exists ${restoringSchema}; comment on schema ${restoringSchema} is
      ${pg.escapeLiteral(JSON.stringify(note))}; commit`,
  )
}

export async function unmarkRestoring(owner: pg.Client, dataFolder: string): Promise<void> {
  await owner.query(`drop schema ${restoringSchema}`)
  await rm(fileOf(dataFolder))
}

const unfinished = (what: string): VmesteError =>
  new VmesteError(
    'VMESTE_RESTORE_UNFINISHED',
    `${what} is half restored, and nothing starts on it. Call vmeste restore with the same file once more: it begins anew and needs no --replace`,
  )
