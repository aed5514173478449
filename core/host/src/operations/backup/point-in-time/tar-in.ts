import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { extract } from 'tar-stream'
import { VmesteError } from '@vmeste/sdk'
import { unseal, type Unsealing } from '../archive/sealing.ts'
import type { BackupTarget } from '../targets/target.ts'

export interface TarEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly mode: number
  readonly changed: Date
  readonly content: Readable
}

/**
 * Reads a sealed, compressed tar from a target, entry by entry. @throws VmesteError `VMESTE_BACKUP_SEALED`,
 * `VMESTE_BACKUP_DAMAGED`
 */
export async function readSealedTar(
  target: BackupTarget,
  name: string,
  unsealing: Unsealing,
  each: (entry: TarEntry) => Promise<void>,
): Promise<void> {
  const sealed = await target.read(name)
  try {
    const plain = await unseal(sealed, unsealing)
    const small = createZstdDecompress()
    const entries = extract()
    for (const [from, to] of [
      [sealed, plain],
      [plain, small],
      [small, entries],
    ] as const)
      from.once('error', (error: Error) => to.destroy(error))
    plain.pipe(small).pipe(entries)
    for await (const entry of entries) {
      const { name: path, type, mode = 0o600, mtime = new Date(0) } = entry.header
      await each({
        name: path,
        isFolder: type === 'directory',
        mode,
        changed: mtime,
        content: entry as unknown as Readable,
      })
      // what was not asked for is read past
      for await (const _ of entry as unknown as Readable) continue
    }
  } catch (cause) {
    if (cause instanceof VmesteError || (cause as { code?: string }).code === 'ENOSPC') throw cause
    throw new VmesteError(
      'VMESTE_BACKUP_DAMAGED',
      `${name} in ${target.place} cannot be read to its end: it is damaged. Nothing starts on what was restored of it; take an earlier moment or a daily copy`,
      { cause },
    )
  } finally {
    sealed.destroy()
  }
}

/** Where an entry belongs. A name that leads elsewhere is not followed, whoever wrote it. */
export function inside(folder: string, name: string): string {
  const path = resolve(folder, name)
  if (path !== resolve(folder) && !path.startsWith(resolve(folder) + sep))
    throw new VmesteError(
      'VMESTE_BACKUP_DAMAGED',
      `The copy holds a name that leads out of its folder: ${name.slice(0, 100)}`,
    )
  return path
}

const hole = 64 * 1024
const nothing = Buffer.alloc(hole)

/**
 * Writes content down and leaves out what is zeros: segments of log are so for the most part, and a quiet week would be
 * thirty gigabytes.
 */
export async function writeSparse(path: string, blocks: AsyncIterable<Buffer>, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'w', mode)
  try {
    let at = 0
    for await (const block of blocks) {
      for (let from = 0; from < block.length; from += hole) {
        const part = block.subarray(from, from + hole)
        if (!part.equals(nothing.subarray(0, part.length))) await writeAll(file, part, at + from)
      }
      at += block.length
    }
    await file.truncate(at)
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, part: Buffer, at: number): Promise<void> {
  for (let done = 0; done < part.length;)
    done += (await file.write(part, done, part.length - done, at + done)).bytesWritten
}

/** An entry as a file. */
export const writeEntry = (
  { content, mode }: Pick<TarEntry, 'content' | 'mode'>,
  folder: string,
  name: string,
): Promise<void> => writeSparse(join(inside(folder, name)), content as AsyncIterable<Buffer>, mode & 0o700)
