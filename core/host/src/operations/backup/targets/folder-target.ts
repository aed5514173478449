import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { VmesteError } from '@vmeste/sdk'
import { fillSink } from './fill-sink.ts'
import { targetFault } from './target-fault.ts'
import { mostCopies, requireName, type BackupTarget, type StoredCopy } from './target.ts'

/** What is still being written; a point comes first, so that no listing takes it for a copy. */
const unfinished = /^\.[\w.-]+\.[0-9a-f-]{36}\.part$/

/**
 * @param folder made when only its last part is missing: a mount point above it that is not there must not be filled by
 * mistake
 */
export function folderTarget(folder: string): BackupTarget {
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw targetFault(error, folder)
    })

  async function write(
    name: string,
    fill: Parameters<BackupTarget['write']>[1],
    signal?: AbortSignal,
  ): Promise<number> {
    signal?.throwIfAborted()
    const file = join(folder, requireName(name))
    await makeFolder(folder, dirname(name))
    const half = join(dirname(file), `.${name.split('/').at(-1)!}.${randomUUID()}.part`)
    try {
      // what has its name must be on the disk, not only in the memory of the system
      await fillSink(createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true }), fill, signal)
      signal?.throwIfAborted()
      await rename(half, file)
      await syncFolder(dirname(file))
      return (await stat(file)).size
    } catch (error) {
      await rm(half, { force: true }).catch(() => undefined)
      throw error
    }
  }

  return {
    kind: 'folder',
    place: folder,
    write: (name, fill, signal) => told(write(name, fill, signal)),
    read: (name) => told(open(join(folder, requireName(name))).then((file): Readable => file.createReadStream())),
    list: (prefix) => told(listFolder(folder, prefix)),
    remove: (name) => told(rm(join(folder, requireName(name)), { force: true })),
    tidy: (before) => told(removeUnfinished(folder, before)),
    close: () => undefined,
  }
}

async function makeFolder(folder: string, below: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  if (below !== '.') await mkdir(join(folder, below), { recursive: true, mode: 0o700 })
}

/** A name is on the disk when its folder is. Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function listFolder(folder: string, prefix: string): Promise<StoredCopy[]> {
  const parts = prefix.split('/')
  const start = parts.slice(0, -1).join('/')
  const found: StoredCopy[] = []
  const visit = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
      // nothing has been put there yet; a target that is gone altogether is another matter
      if (below !== '' && error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    })
    for (const entry of entries) {
      const name = below ? `${below}/${entry.name}` : entry.name
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory() && (name.startsWith(prefix) || prefix.startsWith(`${name}/`))) await visit(name)
      else if (entry.isFile() && name.startsWith(prefix))
        found.push({ name, bytes: (await stat(join(folder, name))).size })
      if (found.length > mostCopies)
        throw new VmesteError('VMESTE_BACKUP_TARGET_FAILED', `${folder} holds more than ${mostCopies} copies`)
    }
  }
  await visit(start)
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function removeUnfinished(folder: string, before: Date): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && unfinished.test(entry.name) && (await stat(file)).mtime < before)
      await rm(file, { force: true })
  }
}
