import type pg from 'pg'
import { addErasures, readErasures, type ErasureEntry } from '../../erasures/erasure-file.ts'
import { readBook } from '../../erasures/spread-erasures.ts'

/**
 * The book of the database that is about to be replaced, where it is the same installation's: into the data folder,
 * where it outlives everything.
 */
export async function keepBook(owner: pg.Client, dataFolder: string, installation: string): Promise<void> {
  const {
    rows: [there],
  } = await owner.query<{ book: boolean }>(`select to_regprocedure('core.installation_id()') is not null as book`)
  const book = there?.book ? await readBook(owner) : undefined
  if (book?.installation === installation) await addErasures(dataFolder, book.entries, installation)
}

/**
 * What was erased and the restored database has not heard of, in its order. By their numbers, not by the clock: an
 * erasure may have been under way while the backup was made.
 */
export async function erasedSince(
  owner: pg.Client,
  files: readonly string[],
  installation: string,
): Promise<ErasureEntry[]> {
  const known = new Set((await readBook(owner))?.entries.map(({ id }) => id))
  return inOrder(
    (await Promise.all(files.map((file) => readErasures(file, installation))))
      .flat()
      .filter(({ id }) => !known.has(id)),
  )
}

/** Everything that was ever erased, as the database's own book and files say. */
export async function entriesOf(
  owner: pg.Client,
  files: readonly string[],
  installation: string,
): Promise<ErasureEntry[]> {
  return inOrder([
    ...((await readBook(owner))?.entries ?? []),
    ...(await Promise.all(files.map((file) => readErasures(file, installation)))).flat(),
  ])
}

function inOrder(entries: readonly ErasureEntry[]): ErasureEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort(
    (a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
  )
}

/** Writes into the restored book what it had not heard of: the next backup has. */
export async function takeEntries(owner: pg.Client, entries: readonly ErasureEntry[]): Promise<void> {
  for (const { id, kind, hash, at } of entries)
    await owner.query('insert into core.erasure (id, kind, hash, at) values ($1, $2, $3, $4) on conflict do nothing', [
      id,
      kind,
      hash,
      at,
    ])
}
