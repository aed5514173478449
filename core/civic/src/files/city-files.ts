import {
  Files,
  type City,
  type CityDb,
  type Clock,
  type FileLink,
  type OpenTransaction,
  type Upload,
  type Uploader,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'
import { maxUploadBytes, type PictureSize } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { eraseOnceLetGo } from './let-go.ts'
import { linkExpiry, signLink } from './link-signature.ts'
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
  #erasing: Promise<void> = Promise.resolve()

  constructor(options: CityFilesOptions) {
    super()
    this.#options = options
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

  async links(ids: readonly string[]): Promise<readonly FileLink[]> {
    if (ids.length === 0) return []
    const rows = await this.#options.db.read
      .selectFrom('file')
      .select(['id', 'width', 'height', 'subject'])
      .where('id', 'in', ids.slice(0, 1000))
      .execute()
    const found = new Map(rows.map((row) => [row.id, row]))
    return ids.flatMap((id) => {
      const file = found.get(id)
      if (!file) return []
      const module = file.subject?.split(':', 1)[0] ?? ''
      return [
        {
          id,
          width: file.width,
          height: file.height,
          url: this.#link(id, 'full', module),
          thumbUrl: this.#link(id, 'thumb', module),
        },
      ]
    })
  }

  #link(id: string, size: PictureSize, module: string): string {
    const { city, clock, key } = this.#options
    const expires = linkExpiry(clock.now())
    return `/c/${city.slug}/files/${id}?size=${size}&m=${module}&e=${expires}&s=${signLink(key, { city: city.id, id, size, module }, expires)}`
  }
}
