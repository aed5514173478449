import { constants } from 'node:fs'
import { lchown, lstat, open, readdir, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

interface Owner {
  readonly uid: number
  readonly gid: number
}

/**
 * Whom a folder belongs to, where that is somebody else than root and root is at work; nobody else can give files away,
 * and need not.
 */
async function ownerOf(folder: string): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = await stat(folder)
  return uid === 0 ? undefined : { uid, gid }
}

/**
 * Opens a file for writing in a folder that may be another account's, and gives it to that account: what root's command
 * writes there is the service's, which goes on with it.
 *
 * @param flags of `open`, without `O_CREAT`, which is added
 * @throws what `open` throws; `ELOOP` where root would follow a link that somebody else may have laid
 */
export async function openOwned(folder: string, path: string, flags: number, mode: number): Promise<FileHandle> {
  const owner = await ownerOf(folder)
  const file = await open(path, flags | constants.O_CREAT | (owner ? constants.O_NOFOLLOW : 0), mode)
  try {
    const found = owner && (await file.stat())
    // a second name of a file of root's would give that one away
    if (found?.uid === 0 && found.nlink === 1) await file.chown(owner!.uid, owner!.gid)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/**
 * Gives what root has put into a folder to whom the folder belongs; what is anybody else's stays as it is.
 *
 * @param except names right in the folder that are left alone
 */
export async function handOver(folder: string, except: readonly string[] = []): Promise<void> {
  const owner = await ownerOf(folder)
  if (owner) await give(folder, owner, new Set(except))
}

async function give(folder: string, owner: Owner, except: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (except.has(entry.name)) continue
    const path = join(folder, entry.name)
    const { uid, nlink } = await lstat(path)
    if (uid === 0 && (entry.isDirectory() || nlink === 1)) await lchown(path, owner.uid, owner.gid)
    if (entry.isDirectory()) await give(path, owner, new Set())
  }
}
