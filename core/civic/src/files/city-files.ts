import {
  Files,
  type City,
  type CityDb,
  type Clock,
  type FileAudience,
  type FileLink,
  type OpenTransaction,
  type PictureArea,
  type Presented,
  type Upload,
  type Uploader,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'
import { maxUploadBytes } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { eraseOnceLetGo } from './let-go.ts'
import { linkExpiry, signLink, type SignedFile } from './link-signature.ts'
import { PaintedPictures } from './painted-pictures.ts'
import { checkedAreas, nameOfAreas } from './picture-areas.ts'
import { storeUpload, type StoredFile } from './store-upload.ts'

export interface CityFilesOptions {
  readonly city: City
  readonly clock: Clock
  readonly db: CityDb<FileTables>
  readonly disk: FileDisk
  /** Signs links. */
  readonly key: Buffer
}

/** `Files` of one city, on disk and in `civic.file`. */
export class CityFiles extends Files {
  readonly maxBytes = maxUploadBytes
  readonly #options: CityFilesOptions
  /** Pictures less what is covered. */
  readonly painted: PaintedPictures
  #erasing: Promise<void> = Promise.resolve()

  constructor(options: CityFilesOptions) {
    super()
    this.#options = options
    this.painted = new PaintedPictures(options.disk)
  }

  get disk(): FileDisk {
    return this.#options.disk
  }
  get key(): Buffer {
    return this.#options.key
  }

  /** As `store`, saying whether the file is new. */
  take(ctx: Uploader, upload: Upload): Promise<StoredFile> {
    return storeUpload(ctx, this.#options.db, this.#options.disk, upload)
  }

  async store(ctx: Uploader, upload: Upload): Promise<string> {
    return (await this.take(ctx, upload)).id
  }

  async attach(tx: OpenTransaction, ids: readonly string[], subject: string): Promise<void> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))]
    if (wanted.length === 0) return
    const rows = await tx.run<{ id: string }>(
      sql`select id from civic.attach_files(${wanted}::uuid[], ${subject}) as id`,
    )
    const attached = new Set(rows.map((row) => row.id))
    const missing = wanted.findIndex((id) => !attached.has(id))
    if (missing >= 0) throw fileProblems.unknown(`photos.${missing}`)
  }

  async release(tx: OpenTransaction, subject: string, ids?: readonly string[]): Promise<void> {
    const { db, disk } = this.#options
    const own = db.read.selectFrom('file').select('id').where('subject', '=', subject)
    const held = await (ids ? own.where(sql<boolean>`id = any(${ids}::uuid[])`) : own).execute()
    await tx.run(
      ids
        ? sql`select civic.release_some_files(${subject}, ${ids}::uuid[])`
        : sql`select civic.release_files(${subject})`,
    )
    if (held.length === 0) return
    // one after another, so that an act that lets go of a thousand things does not take every connection
    this.#erasing = this.#erasing
      .then(() =>
        eraseOnceLetGo(
          db,
          disk,
          held.map(({ id }) => id),
        ),
      )
      .catch(() => undefined)
  }

  async present(tx: OpenTransaction, subject: string, files: readonly Presented[]): Promise<void> {
    if (files.length === 0) return
    const said = files.map(({ id, shown, covered }) => ({ id, shown, covered: checkedAreas(covered) }))
    await tx.run(sql`select civic.present_files(${subject}, ${JSON.stringify(said)}::jsonb)`)
  }

  async links(ids: readonly string[], audience: FileAudience = 'everybody'): Promise<readonly FileLink[]> {
    if (ids.length === 0) return []
    const rows = await this.#options.db.read
      .selectFrom('file')
      .select(['id', 'width', 'height', 'subject', 'covered'])
      .where('id', 'in', ids.slice(0, 1000))
      .execute()
    const found = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const file = found.get(id)
      if (!file) return []
      const module = file.subject?.split(':', 1)[0] ?? ''
      const look = audience === 'holder' ? '' : lookOf(file.covered)
      return [
        {
          id,
          width: file.width,
          height: file.height,
          url: this.#link({ id, size: 'full', module, audience }) + look,
          thumbUrl: this.#link({ id, size: 'thumb', module, audience }) + look,
        },
      ]
    })
  }

  #link(file: Omit<SignedFile, 'city'>): string {
    const { city, clock, key } = this.#options
    const expires = linkExpiry(clock.now())
    const { id, size, module, audience } = file
    return `/c/${city.slug}/files/${id}?size=${size}&m=${module}&a=${audience}&e=${expires}&s=${signLink(key, { ...file, city: city.id }, expires)}`
  }
}

/**
 * Other areas, another address: a page that is open shows what it has under the old one. Which areas are painted out is
 * asked of the row all the same.
 */
const lookOf = (covered: readonly PictureArea[]): string =>
  covered.length > 0 ? `&v=${nameOfAreas(checkedAreas(covered)).slice(0, 8)}` : ''
