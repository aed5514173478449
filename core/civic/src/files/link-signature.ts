import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FileAudience } from '@vmeste/sdk'
import type { PictureSize } from './file-limits.ts'

export interface SignedFile {
  readonly city: number
  readonly id: string
  readonly size: PictureSize
  /**
   * Module that the file belongs to: while it is off, its links lead nowhere. Empty before a case has taken the file.
   */
  readonly module: string
  /** For whom it was made: what is covered is painted out for all but holders. */
  readonly audience: FileAudience
}

const hour = 3600

/**
 * When a link made now ends, in seconds since 1970: at the turn of the hour after next. Every link made within one hour
 * is the same, so browsers ask for a picture they have by its tag; it lives for one hour at least and two at most.
 */
export const linkExpiry = (now: Date): number => (Math.floor(now.getTime() / 1000 / hour) + 2) * hour

export function signLink(key: Buffer, file: SignedFile, expires: number): string {
  return createHmac('sha256', key)
    .update(`file\n${file.city}\n${file.id}\n${file.size}\n${file.module}\n${file.audience}\n${expires}`)
    .digest('base64url')
}

/** Whether a link was made here, for this city, file and size, and still lives. */
export function isLinkGood(
  key: Buffer,
  file: SignedFile,
  expires: string | null,
  signature: string | null,
  now: Date,
): boolean {
  if (!expires || !signature || !/^\d{1,12}$/.test(expires) || Number(expires) * 1000 <= now.getTime()) return false
  const good = Buffer.from(signLink(key, file, Number(expires))),
    given = Buffer.from(signature)
  return good.length === given.length && timingSafeEqual(good, given)
}
