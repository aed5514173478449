import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid, uuidv7, type CityDb, type Upload, type Uploader } from '@vmeste/sdk'
import { diskFault } from './disk-fault.ts'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'
import { maxUploadBytes, stallMs } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { makePictures } from './make-pictures.ts'
import { requirePhoto } from './photo-type.ts'
import { discard, receiveUpload } from './receive-upload.ts'
import { takeUploadTurn } from './upload-rate.ts'
import { making, receiving } from './upload-room.ts'

export interface StoredFile {
  readonly id: string
  readonly width: number
  readonly height: number
  /** False when it had been sent before. */ readonly fresh: boolean
}

/**
 * Takes in one photo. The same id with the same bytes is the same file, however often it is sent; with others it is a
 * conflict. Row and pictures appear together: the pictures move into place inside the transaction that writes the row.
 */
export async function storeUpload(
  ctx: Uploader,
  db: CityDb<FileTables>,
  disk: FileDisk,
  upload: Upload,
): Promise<StoredFile> {
  try {
    const id = (upload.id ?? uuidv7()).toLowerCase()
    if (!isUuid(id)) throw fileProblems.badId()
    await takeUploadTurn(ctx.city, ctx.actor)
    return await receiving.run(() => disk.withIncoming((folder) => take(ctx, db, disk, { ...upload, id }, folder)))
  } catch (error) {
    discard(upload.body)
    throw diskFault(error) ?? error
  }
}

async function take(
  ctx: Uploader,
  db: CityDb<FileTables>,
  disk: FileDisk,
  upload: Upload & { id: string },
  folder: string,
): Promise<StoredFile> {
  const { id, body, length } = upload
  const raw = join(folder, 'upload'),
    pictures = join(folder, 'pictures')
  const { bytes, sha256 } = await receiveUpload(body, raw, { maxBytes: maxUploadBytes, stallMs, length })
  const before = await sentBefore(db, id, sha256)
  if (before) return before
  await requirePhoto(raw)
  await mkdir(pictures)
  const size = await making.run(() => makePictures(raw, pictures))
  const fresh = await db.transaction(async (tx) => {
    const row = await tx.kysely
      .insertInto('file')
      .values({
        id,
        sha256,
        bytes,
        ...size,
        subject: null,
        uploader: ctx.actor.kind === 'person' ? ctx.actor.key : null,
        uploaded_at: ctx.clock.now(),
      })
      .onConflict((conflict) => conflict.constraint('file_pkey').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) {
      // what was put aside or let go of under this id is over; who is erasing it at this moment is waited for
      await tx.kysely.deleteFrom('file_aside').where('id', '=', id).execute()
      await disk.place(pictures, id)
    }
    return row !== undefined
  })
  if (fresh) return { id, ...size, fresh }
  const other = await sentBefore(db, id, sha256) // the same upload came twice at once, and the other one won
  if (!other) throw fileProblems.busy()
  return other
}

async function sentBefore(db: CityDb<FileTables>, id: string, sha256: string): Promise<StoredFile | undefined> {
  const row = await db.read
    .selectFrom('file')
    .select(['id', 'sha256', 'width', 'height'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.sha256 !== sha256) throw fileProblems.conflict()
  return { id, width: row.width, height: row.height, fresh: false }
}
