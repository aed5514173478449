import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { sha256 } from '../whole/backup-files.ts'

/**
 * Writes one file of a backup. @param name a path that the archive's reader has looked at: it leads down and nowhere
 * else
 */
export async function takeFile(folder: string, name: string, content: Buffer): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, content, { mode: 0o600 })
}

/** Reads files back from the disk they were written to. @throws VmesteError `VMESTE_RESTORE_DIFFERS` */
export async function requireFiles(folder: string, hashes: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, hash] of hashes) {
    const content = await readFile(join(folder, name)).catch(() => undefined)
    if (!content || sha256(content) !== hash)
      throw new VmesteError(
        'VMESTE_RESTORE_DIFFERS',
        `${join(folder, name)} is not what was backed up. Look at the disk, and restore once more`,
      )
  }
}
