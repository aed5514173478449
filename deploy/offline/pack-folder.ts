import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Packs a folder, everybody's to read and nobody's in particular, in an order that does not depend on the disk.
 *
 * @returns SHA-256 of the archive
 */
export async function packFolder(above: string, name: string, archive: string): Promise<string> {
  const nobodys = ['--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX,u+w,go-w']
  const words = ['--create', '--gzip', '--file', archive, '--sort=name', ...nobodys, '--directory', above, name]
  const { status, stderr } = spawnSync('tar', words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`tar could not write ${archive}: ${stderr || 'is GNU tar there?'}`)
  const hash = createHash('sha256')
  await pipeline(createReadStream(archive), hash)
  return hash.digest('hex')
}

/** Bytes of all files below. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}
