import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFault } from './disk-fault.ts'
import { sides, type PictureSize } from './file-limits.ts'

/** Everything kept of one city. @param folder of the civic services @param city slug */
export const picturesFolder = (folder: string, city: string): string => join(folder, 'files', city)

/** What is kept of one photo of a city, below the folder of the civic services. A backup copies these, for every row there is. */
export const pictureFiles = (city: string, id: string): string[] => Object.keys(sides).map((size) => `files/${city}/${id.slice(-2)}/${id}/${size}.webp`)

/** Where pictures lie: `files/<city>/<xx>/<uuid>/`, and what is still arriving in `incoming/`, on the same file system. */
export class FileDisk {
  readonly #pictures: string
  readonly #incoming: string

  /** @param folder of the civic services @param city slug */
  constructor(folder: string, city: string) {
    this.#pictures = picturesFolder(folder, city)
    this.#incoming = join(folder, 'incoming')
  }

  /** Runs `work` with an empty folder of its own, which is gone afterwards whatever happens. */
  async withIncoming<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#incoming, randomUUID())
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** Moves finished pictures into place in one step; called once more after it worked, it does nothing. */
  async place(made: string, id: string): Promise<void> {
    if (!await exists(made)) return
    const target = this.#folderOf(id)
    await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
    await rm(target, { recursive: true, force: true }) // left by an attempt whose row was never committed
    await rename(made, target)
  }

  /** The picture opened for reading, or nothing. */
  async open(id: string, size: PictureSize): Promise<{ file: FileHandle; bytes: number } | undefined> {
    try {
      const file = await open(join(this.#folderOf(id), `${size}.webp`))
      return { file, bytes: (await file.stat()).size }
    } catch (error) {
      // a disk that fails must not be read as a picture that is not there
      const fault = diskFault(error)
      if (fault) throw fault
      return undefined
    }
  }

  async remove(id: string): Promise<void> { await rm(this.#folderOf(id), { recursive: true, force: true }) }

  /** Ids on disk below one of the 256 folders, older than `before`. */
  async idsIn(folder: number, before: Date): Promise<string[]> {
    const parent = join(this.#pictures, folder.toString(16).padStart(2, '0'))
    return olderThan(parent, before)
  }

  async sweepIncoming(before: Date): Promise<number> {
    const left = await olderThan(this.#incoming, before)
    for (const name of left) await rm(join(this.#incoming, name), { recursive: true, force: true })
    return left.length
  }

  // version-7 ids begin with the time: only their end spreads them
  #folderOf(id: string): string { return join(this.#pictures, id.slice(-2), id) }
}

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)

async function olderThan(folder: string, before: Date): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const old: string[] = []
  for (const name of names) {
    const seen = await stat(join(folder, name)).catch(() => undefined)
    if (seen && seen.mtime < before) old.push(name)
  }
  return old
}
