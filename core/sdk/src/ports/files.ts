import type { Readable } from 'node:stream'
import type { Ctx } from '../ctx.ts'
import type { OpenTransaction } from '../storage.ts'

/** Who sends a file, and where: any `Ctx` will do. */
export type Uploader = Pick<Ctx, 'city' | 'actor' | 'clock'>

export interface Upload {
  readonly body: Readable
  /** Made by the client: the idempotency key of the upload. A new one unless given. */
  readonly id?: string
  /** What the sender says it will be, in bytes: too large a file is refused before it is read. */
  readonly length?: number
}

export interface FileLink {
  readonly id: string
  /** Signed, relative to the origin; live for about an hour. */
  readonly url: string
  readonly thumbUrl: string
  readonly width: number
  readonly height: number
}

/**
 * For whom a link is made. `everybody`: less what is covered, and only while it is shown. `staff`: less what is covered,
 * also while nobody else sees it. `holder`: as it was sent, for whoever sent it and whoever has the right.
 */
export type FileAudience = 'everybody' | 'staff' | 'holder'

/** A rectangle of a picture, in shares of its width and height from the upper left corner. */
export interface PictureArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How others see one file. */
export interface Presented {
  readonly id: string
  /** False: links for everybody lead nowhere. */
  readonly shown: boolean
  /** Painted out for everybody but holders; at most `mostAreas`. */
  readonly covered: readonly PictureArea[]
}

/** Areas of one picture that may be painted out. */
export const mostAreas = 50

/**
 * Photos and documents. They are uploaded first (`PUT /c/<city>/files/<uuid>`), then attached; what is never attached
 * is put aside after a day, and deleted after thirty more.
 */
export abstract class Files {
  /** How many bytes a photo may have, 15 MB unless the city says otherwise. */
  abstract readonly maxBytes: number
  /**
   * Takes in one photo: checked by its content, turned upright, stripped of everything but the picture.
   * For forms that work without JavaScript; the app uploads by `PUT`.
   * @returns the file's id
   * @throws Problem `FILE_TOO_LARGE`, `FILE_TOO_MANY_PIXELS`, `FILE_SIDE`, `FILE_TYPE`, `FILE_BROKEN`,
   *   `FILE_CONFLICT`, `FILE_RATE_LIMITED`, `FILE_BUSY`; nothing is kept then
   */
  abstract store(ctx: Uploader, upload: Upload): Promise<string>
  /**
   * Attaches uploaded files to a subject inside the caller's transaction.
   * @throws Problem `FILE_UNKNOWN` for an id that was never uploaded here or already belongs to something else
   */
  abstract attach(tx: OpenTransaction, ids: readonly string[], subject: string): Promise<void>
  /**
   * Lets go of everything attached to a subject, whose photos must not outlive it: erased from disk as soon as it is
   * committed.
   *
   * @param ids lets go of these alone
   */
  abstract release(tx: OpenTransaction, subject: string, ids?: readonly string[]): Promise<void>
  /**
   * Says how others see files of a subject, inside the caller's transaction: from its commit on, on every host, for
   * links made before as well. What is covered is painted out in the bytes that are sent; the file stays as it was.
   *
   * @throws RangeError for areas outside of the picture, or too many
   */
  abstract present(tx: OpenTransaction, subject: string, files: readonly Presented[]): Promise<void>
  /**
   * Links for somebody who has just been allowed to see the subject. Unknown ids are left out.
   *
   * @param audience whoever is to open them; `everybody` unless given
   */
  abstract links(ids: readonly string[], audience?: FileAudience): Promise<readonly FileLink[]>
}
