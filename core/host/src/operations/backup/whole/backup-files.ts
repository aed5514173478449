import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { isSign, pictureFiles, signFile } from '@vmeste/civic'
import { filesBelow } from './data-entries.ts'

/** A file of a city or a module, by its path below the folder for files. */
export interface NamedFile {
  readonly name: string
  /** Undefined where a row names it and it is not there. */ readonly content: Buffer | undefined
}

const page = 1_000

/**
 * Every file that a backup carries: the pictures and signs that the snapshot's rows name, and whatever modules keep in folders of
 * their own. Taken after the snapshot, so no row misses a file that was there; what a row names and is not there comes
 * without content.
 *
 * @param folder for files, `VMESTE_DATA/files`
 */
export async function* backupFiles(snapshot: ClientBase, folder: string): AsyncGenerator<NamedFile> {
  const {
    rows: [there],
  } = await snapshot.query<{ civic: boolean }>(`select to_regclass('civic.file') is not null as civic`)
  if (there?.civic) {
    await snapshot.query(
      `declare pictures no scroll cursor for select c.slug, f.id::text as id from civic.file f
        join core.city c on c.id = f.city order by f.city, f.id`,
    )
    for (;;) {
      const { rows } = await snapshot.query<{ slug: string; id: string }>(`fetch ${page} from pictures`)
      for (const { slug, id } of rows) for (const name of pictureFiles(slug, id)) yield read(folder, `civic/${name}`)
      if (rows.length < page) break
    }
    await snapshot.query('close pictures')
  }
  const { rows: signs } = await snapshot.query<{ slug: string; sign: string }>(
    `select slug, brand ->> 'sign' as sign from core.city where brand ->> 'sign' is not null order by id`,
  )
  for (const { slug, sign } of signs) if (isSign(sign)) yield read(folder, `civic/${signFile(slug, sign)}`)
  for (const module of await readdir(folder).catch(() => [])) {
    if (module === 'civic') continue
    for (const name of await filesBelow(join(folder, module))) yield read(folder, `${module}/${name}`)
  }
}

const read = async (folder: string, name: string): Promise<NamedFile> => ({
  name,
  content: await readFile(join(folder, name)).catch((error: unknown) => {
    const { code } = error as { code?: string }
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    return undefined
  }),
})

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** Files of so many are followed by one list of their hashes, as `sha256sum -c` reads it. */
export const filesInAList = 500
export const listed = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes].map(([name, hash]) => `${hash}  ${name}\n`).join('')
export function readList(content: Buffer): Map<string, string> {
  return new Map(
    content
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)] as const),
  )
}
