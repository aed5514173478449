import type { PictureArea } from '@vmeste/sdk'
import type { FileDisk, OpenPicture } from './file-disk.ts'
import type { PictureSize } from './file-limits.ts'
import { paintOut } from './paint-out.ts'
import { nameOfAreas } from './picture-areas.ts'
import { making } from './upload-room.ts'

/**
 * Pictures with areas painted out: made when first asked for, on whichever host, and made again after a restore. What
 * cannot be made is not sent, the picture as it was least of all.
 */
export class PaintedPictures {
  readonly #disk: FileDisk
  readonly #making = new Map<string, Promise<void>>()

  constructor(disk: FileDisk) {
    this.#disk = disk
  }

  /** The picture opened for reading; nothing where there is none of that id. */
  async open(id: string, size: PictureSize, areas: readonly PictureArea[]): Promise<OpenPicture | undefined> {
    const name = nameOfAreas(areas)
    const kept = await this.#disk.openPainted(id, size, name)
    if (kept) return kept
    await this.#make(id, name, areas)
    return this.#disk.openPainted(id, size, name)
  }

  /** Once, however many ask at a time. */
  #make(id: string, name: string, areas: readonly PictureArea[]): Promise<void> {
    const key = `${id} ${name}`
    const before = this.#making.get(key)
    if (before) return before
    const made = making
      .run(async () => {
        const picture = await this.#disk.read(id, 'full')
        if (picture) await this.#disk.keepPainted(id, name, await paintOut(picture, areas))
      })
      .finally(() => this.#making.delete(key))
    this.#making.set(key, made)
    return made
  }
}
