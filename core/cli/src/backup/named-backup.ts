import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { erasureFile } from '@vmeste/host/backup'
import { bookIn, type BackupTarget } from '@vmeste/host/backup-schedule'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import { fromFile } from './backup-file.ts'
import { copyPlaceOf, type CopyPlace } from './copy-place.ts'
import { dailyCopies, whichCopy } from './daily-copies.ts'

/** One backup, wherever it lies. */
export interface NamedBackup {
  /** For people: its path, or its name and the bucket. */
  readonly told: string
  /** From its beginning; may be called again. */
  open(): Readable
  /** Where what was erased is written down beside it. */
  readonly book: BookBeside
}
export interface BookBeside {
  /** On this machine; it need not be there. */
  readonly file: string
  /** Where it lies, for people. */
  readonly told: string
}

/** Of the server: a day is a day on its wall. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Finds the backup that was given and gives it to `work`: a file, or a copy in a folder or a bucket.
 *
 * @param wanted what `--copy` says, or what stands for it where it says nothing
 * @throws VmesteError `VMESTE_BACKUP_FILE`, `VMESTE_BACKUP_COPY`, `VMESTE_BACKUP_TARGET_…`
 */
export async function withBackup<T>(
  given: string,
  wanted: string | undefined,
  work: (backup: NamedBackup) => Promise<T>,
): Promise<T> {
  const place = await copyPlaceOf(given)
  if (!place) {
    if (wanted !== undefined)
      throw new VmesteError(
        'VMESTE_BACKUP_COPY',
        `${given} is no folder and no bucket to choose from: leave --copy out`,
      )
    return work(await inFile(givenPath(given)))
  }
  const { target } = place
  try {
    const { name } = whichCopy(await dailyCopies(target), meant(place, wanted), { place: target.place, zone: zone() })
    if (target.kind === 'folder') return await work(await inFile(join(target.place, name)))
    return await withBook(target, (book) =>
      work({ told: `${name} in ${target.place}`, open: () => opened(target, name), book }),
    )
  } finally {
    target.close()
  }
}

function meant({ copy, target }: CopyPlace, wanted: string | undefined): string {
  if (copy !== undefined && wanted !== undefined && wanted !== copy)
    throw new VmesteError(
      'VMESTE_BACKUP_COPY',
      `The address names ${copy} and --copy names ${wanted.slice(0, 60)}: leave one of them out`,
    )
  const named = copy ?? wanted
  if (named === undefined)
    throw new VmesteError('VMESTE_BACKUP_COPY', `${target.place} may hold many copies: say which with --copy`)
  return named
}

async function inFile(path: string): Promise<NamedBackup> {
  const file = erasureFile(dirname(path))
  return { told: path, open: await fromFile(path), book: { file, told: file } }
}

/** A bucket is asked only once somebody reads. */
function opened(target: BackupTarget, name: string): Readable {
  async function* whole(): AsyncGenerator<Buffer> {
    yield* (await target.read(name)) as AsyncIterable<Buffer>
  }
  return Readable.from(whole(), { objectMode: false })
}

/** What hosts have written down beside the copies, of what was erased, on this machine for as long as `work` takes. */
export async function withBook<T>(target: BackupTarget, work: (book: BookBeside) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-erasures-'))
  try {
    const file = join(folder, 'erasures')
    const book = await bookIn(target)
    if (book !== undefined) await writeFile(file, book, { mode: 0o600 })
    return await work({ file, told: `${target.place}/erasures` })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
