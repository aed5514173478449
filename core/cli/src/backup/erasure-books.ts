import { stat } from 'node:fs/promises'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'

export interface ErasureBooks {
  /** All that are read; one beside the backup need not be there. */
  readonly files: readonly string[]
  /** Those that are there. */
  readonly found: readonly string[]
}

/**
 * The files that say what was erased since a backup.
 *
 * @param beside where they are looked for without being named: beside the backup, in the data folder
 * @param given what `--erasures` names
 * @throws VmesteError `VMESTE_ERASURES_MISSING`: who names a file means it, and without it the erased come back
 */
export async function erasureBooks(beside: readonly string[], given: string | undefined): Promise<ErasureBooks> {
  const named = given === undefined ? [] : [givenPath(given)]
  for (const file of named) {
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile())
      throw new VmesteError(
        'VMESTE_ERASURES_MISSING',
        `${file} is ${found ? 'no file' : 'not there'}, and --erasures names it. Nothing was changed: name the file "erasures" that lies beside the backups or in the data folder`,
      )
  }
  const files = [...new Set([...beside, ...named])]
  const there = await Promise.all(
    files.map((file) =>
      stat(file).then(
        (found) => found.isFile(),
        () => false,
      ),
    ),
  )
  return { files, found: files.filter((_, at) => there[at]) }
}

/** Those that are there, by where they lie for people: a bucket's lies here only for the moment. */
export const toldBooks = (
  { found }: ErasureBooks,
  beside: { readonly file: string; readonly told: string },
): readonly string[] => found.map((file) => (file === beside.file ? beside.told : file))

/**
 * Said where no such file was found at all: a restore without one is allowed, and nobody should take it for one with
 * it.
 *
 * @param how a restore is called once more, with options that it has
 */
export const tellNoBook = ({ found }: ErasureBooks, how = 'with --replace and --erasures <file>'): string =>
  found.length > 0
    ? ''
    : `No file "erasures" was found beside the backup: whoever and whatever was erased since is back. Where it lies elsewhere, restore once more, ${how}.\n`
