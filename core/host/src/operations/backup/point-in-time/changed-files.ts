import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Of the data folder: what has its own way into a copy, or is of no use to anybody. */
const leftOut = new Set(['postgres', 'restoring', 'files/civic/incoming'])
const halfway = /^\.|\.part$|\.tmp$/
/** Two digits divide a city's pictures, and what lies below never changes: see `FileDisk`. */
const shelf = /(^|\/)files\/civic\/files\/[^/]+\/[0-9a-f]{2}$/

export interface DataFile {
  /** From the data folder on, with slashes. */ readonly name: string
  readonly bytes: number
  readonly changed: Date
}

/**
 * Files of the data folder that have come or changed since a moment, all of them without one. A shelf of pictures on
 * which nothing was put since is not even opened: a town with a million photos is looked through in a few hundred
 * looks.
 */
export async function* changedFiles(dataFolder: string, since: Date = new Date(0)): AsyncGenerator<DataFile> {
  yield* below(dataFolder, '', since.getTime())
}

async function* below(root: string, folder: string, since: number): AsyncGenerator<DataFile> {
  const entries = await opendir(join(root, folder)).catch(gone)
  if (!entries) return
  for await (const entry of entries) {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (leftOut.has(name) || halfway.test(entry.name)) continue
    if (!entry.isDirectory() && !entry.isFile()) continue
    const seen = await stat(join(root, name)).catch(gone)
    if (!seen) continue
    // moving a picture into its place changes when its folder was changed, not when it was made
    const changed = Math.max(seen.mtimeMs, seen.ctimeMs)
    if (entry.isFile()) {
      if (changed >= since) yield { name, bytes: seen.size, changed: new Date(changed) }
    } else if (!(changed < since && (shelf.test(name) || shelf.test(folder)))) {
      // below a picture's folder everything is as new as the folder
      yield* below(root, name, shelf.test(folder) ? 0 : since)
    }
  }
}

function gone(error: unknown): undefined {
  const { code } = error as { code?: string }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
}
