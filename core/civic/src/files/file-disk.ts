import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid } from '@vmeste/sdk'
import { diskFault } from './disk-fault.ts'
import { sides, type PictureSize } from './file-limits.ts'
import { Quarantine } from './quarantine.ts'

/** Where the pictures of a city lie, and its sign. */
export const picturesOf = (folder: string, city: string): string => join(folder, 'files', city)
const asideOf = (folder: string, city: string): string => join(folder, 'quarantine', city)

/**
 * Every folder with photos of one city, the quarantine among them: what goes when the city goes.
 *
 * @param folder of the civic services
 * @param city slug
 */
export const pictureFolders = (folder: string, city: string): readonly string[] => [
  picturesOf(folder, city),
  asideOf(folder, city),
]

/**
 * What is kept of one photo of a city, below the folder of the civic services. A backup copies these, for every row
 * there is.
 */
export const pictureFiles = (city: string, id: string): string[] =>
  Object.keys(sides).map((size) => `files/${city}/${id.slice(-2)}/${id}/${size}.webp`)

/** Where a city's sign is kept, below the folder of the civic services. */
export const signFile = (city: string, name: string): string => `files/${city}/${name}`

/** A picture opened for reading; whoever opened it closes it. */
export interface OpenPicture {
  readonly file: FileHandle
  readonly bytes: number
}

/**
 * Where pictures lie: `files/<city>/<xx>/<uuid>/`, and what is still arriving in `incoming/`, on the same file system.
 */
export class FileDisk {
  readonly #pictures: string
  readonly #incoming: string
  /** What is kept no longer, and not deleted yet. */
  readonly quarantine: Quarantine

  /** @param folder of the civic services @param city slug */
  constructor(folder: string, city: string) {
    this.#pictures = picturesOf(folder, city)
    this.#incoming = join(folder, 'incoming')
    this.quarantine = new Quarantine(asideOf(folder, city))
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
    if (!(await exists(made))) return
    const target = this.#folderOf(id)
    await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
    await rm(target, { recursive: true, force: true }) // left by an attempt whose row was never committed
    await rename(made, target)
  }

  /** The picture opened for reading, or nothing. */
  async open(id: string, size: PictureSize): Promise<OpenPicture | undefined> {
    return opened(join(this.#folderOf(id), `${size}.webp`))
  }

  /** The bytes of a picture, or nothing. */
  async read(id: string, size: PictureSize): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.#folderOf(id), `${size}.webp`))
    } catch (error) {
      const fault = diskFault(error)
      if (fault) throw fault
      return undefined
    }
  }

  /** The picture with areas painted out, opened for reading, or nothing. @param name of these areas */
  async openPainted(id: string, size: PictureSize, name: string): Promise<OpenPicture | undefined> {
    return opened(join(this.#folderOf(id), painted(size, name)))
  }

  /** Puts painted pictures beside the one they were made from, instead of earlier ones; where it has gone, nowhere. */
  async keepPainted(id: string, name: string, pictures: Readonly<Record<PictureSize, Buffer>>): Promise<void> {
    const home = this.#folderOf(id)
    await this.withIncoming(async (folder) => {
      for (const size of ['full', 'thumb'] as const) {
        const half = join(folder, size)
        await writeFile(half, pictures[size], { mode: 0o600 })
        await rename(half, join(home, painted(size, name))).catch((error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        })
      }
    })
    for (const other of await readdir(home).catch(() => []))
      if (other.startsWith(paintedStart) && !other.startsWith(paintedStart + name))
        await rm(join(home, other), { force: true })
  }

  /** The city's sign, opened for reading; nothing where it is not there. */
  async openSign(name: string): Promise<OpenPicture | undefined> {
    return opened(join(this.#pictures, name))
  }

  /** Deletes pictures for good and at once, wherever they lie. */
  async erase(ids: readonly string[]): Promise<void> {
    // a painted picture may come in while its folder goes
    for (const id of ids) await rm(this.#folderOf(id), { recursive: true, force: true, maxRetries: 3 })
    await this.quarantine.drop(ids)
  }

  /** Moves a picture to the quarantine in one step. @param day `2026-11-30`, from which its days are counted */
  setAside(id: string, day: string): Promise<void> {
    return this.quarantine.take(id, this.#folderOf(id), day)
  }

  /** Moves a picture back from the quarantine; where another was put in its place meanwhile, that one stays. */
  async bringBack(id: string): Promise<void> {
    const target = this.#folderOf(id)
    if (!(await exists(target))) {
      await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
      await this.quarantine.giveBack(id, target)
    }
    await this.quarantine.drop([id])
  }

  /** Ids of all pictures of the city. */
  async ids(): Promise<string[]> {
    const all: string[] = []
    for (let folder = 0; folder < 256; folder++) {
      const names = await readdir(join(this.#pictures, folder.toString(16).padStart(2, '0'))).catch(() => [])
      for (const name of names) if (isUuid(name)) all.push(name)
    }
    return all
  }

  /** Whether a picture has lain there since before that moment. */
  async isOlder(id: string, before: Date): Promise<boolean> {
    const seen = await stat(this.#folderOf(id)).catch(() => undefined)
    return seen !== undefined && seen.mtime < before
  }

  async sweepIncoming(before: Date): Promise<number> {
    const names = await readdir(this.#incoming).catch(() => [])
    let left = 0
    for (const name of names) {
      const seen = await stat(join(this.#incoming, name)).catch(() => undefined)
      if (!seen || seen.mtime >= before) continue
      await rm(join(this.#incoming, name), { recursive: true, force: true })
      left++
    }
    return left
  }

  // version-7 ids begin with the time: only their end spreads them
  #folderOf(id: string): string {
    return join(this.#pictures, id.slice(-2), id)
  }
}

const paintedStart = 'covered-'
const painted = (size: PictureSize, name: string): string => `${paintedStart}${name}-${size}.webp`

async function opened(path: string): Promise<OpenPicture | undefined> {
  try {
    const file = await open(path)
    return { file, bytes: (await file.stat()).size }
  } catch (error) {
    // a disk that fails must not be read as a picture that is not there
    const fault = diskFault(error)
    if (fault) throw fault
    return undefined
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
