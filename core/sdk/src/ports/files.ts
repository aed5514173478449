import type { OpenTransaction } from '../storage.ts'

export interface FileLink {
  readonly id: string
  /** Signed, relative to the origin; live for about an hour. */
  readonly url: string
  readonly thumbUrl: string
  readonly width: number
  readonly height: number
}

/** Photos and documents. They are uploaded first (`PUT /c/<city>/files/<uuid>`), then attached; what is never attached is swept. */
export abstract class Files {
  /** How many bytes a photo may have, 15 MB unless the city says otherwise. */
  abstract readonly maxBytes: number
  /**
   * Attaches uploaded files to a subject inside the caller's transaction.
   * @throws Problem `FILE_UNKNOWN` for an id that was never uploaded here or already belongs to something else
   */
  abstract attach(tx: OpenTransaction, ids: readonly string[], subject: string): Promise<void>
  /** Links for somebody who has just been allowed to see the subject. Unknown ids are left out. */
  abstract links(ids: readonly string[]): Promise<readonly FileLink[]>
}
