import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VmesteError, z } from '@vmeste/sdk'
import { openOwned } from '../../storage/opening/hand-over.ts'

/** One line of the file `erasures` that lies beside the backups and in the data folder. */
const entrySchema = z.object({
  installation: z.uuid(),
  id: z.uuid(),
  kind: z.enum(['person', 'module', 'city', 'rights', 'rights-back']),
  hash: z.string().min(20).max(100),
  at: z.iso.datetime(),
})
export type ErasureEntry = z.infer<typeof entrySchema>

export const erasureFile = (folder: string): string => join(folder, 'erasures')

/**
 * What a folder's file says of one installation; nothing where there is no file.
 *
 * @throws VmesteError `VMESTE_ERASURES_UNREADABLE`, and `VMESTE_ERASURES_DAMAGED`: who skips a line brings back what
 *   was erased
 */
export async function readErasures(file: string, installation: string): Promise<ErasureEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code } = error as { code?: string }
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      throw new VmesteError(
        'VMESTE_ERASURES_UNREADABLE',
        `${file} cannot be read: ${(error as Error).message}. Give it to the account that runs Vmeste`,
        { cause: error },
      )
    return ''
  })
  return parseErasures(text, file, installation)
}

/** @param file for people @throws VmesteError `VMESTE_ERASURES_DAMAGED` */
export function parseErasures(text: string, file: string, installation: string): ErasureEntry[] {
  // whoever was cut off in the middle of a line writes it once more
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap((line, at) => {
    if (line === '') return []
    const parsed = entrySchema.safeParse(jsonOf(line))
    if (!parsed.success)
      throw new VmesteError(
        'VMESTE_ERASURES_DAMAGED',
        `Line ${at + 1} of ${file} is no erasure. Mend it from another copy, or take it out: what it stood for may come back then`,
      )
    return parsed.data.installation === installation ? [parsed.data] : []
  })
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** What has to be added to a book for these entries to stand in it, a line each. */
const missingLines = (there: readonly ErasureEntry[], entries: readonly ErasureEntry[]): string => {
  const known = new Set(there.map(({ id }) => id))
  return entries
    .filter(({ id }) => !known.has(id))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('')
}

/**
 * A book that is written as a whole, with these entries in it; what stands in it already stays.
 *
 * @returns undefined where nothing is missing
 */
export function withErasures(
  text: string,
  file: string,
  entries: readonly ErasureEntry[],
  installation: string,
): string | undefined {
  const lines = missingLines(parseErasures(text, file, installation), entries)
  return lines === '' ? undefined : text.slice(0, text.lastIndexOf('\n') + 1) + lines
}

/** Adds entries that are not there yet. The file belongs to whom the folder does, whoever writes it first. */
export async function addErasures(
  folder: string,
  entries: readonly ErasureEntry[],
  installation: string,
): Promise<void> {
  const path = erasureFile(folder)
  const there = await readErasures(path, installation)
  const lines = missingLines(there, entries)
  // root's command gives the service its file back that one before has taken
  if (lines === '' && (there.length === 0 || process.getuid?.() !== 0)) return
  const file = await openOwned(folder, path, constants.O_RDWR | constants.O_APPEND, 0o600)
  try {
    const before = await file.readFile('utf8')
    if (before !== '' && !before.endsWith('\n'))
      await file.truncate(Buffer.byteLength(before.slice(0, before.lastIndexOf('\n') + 1)))
    // one write: two hosts that add at once leave each other's lines whole
    if (lines !== '') await file.appendFile(lines)
    await file.sync()
  } finally {
    await file.close()
  }
}
