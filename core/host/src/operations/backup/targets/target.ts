import type { Readable, Writable } from 'node:stream'

export interface StoredCopy {
  /** As it was written: `point-in-time/…/base.json`. */
  readonly name: string
  readonly bytes: number
}

/** Where copies are put: a folder or a bucket. Every failure is a `VMESTE_BACKUP_TARGET_…`. */
export interface BackupTarget {
  readonly kind: 'folder' | 's3'
  /** As one may write it into a log: never with a password. */
  readonly place: string
  /**
   * Writes one copy. It has its name only when it is whole: a writing cut short, however, leaves nothing under it.
   *
   * @param fill writes into the sink and may end it; waits for what the sink asks it to wait for
   * @param signal gives the writing up
   * @returns bytes that lie in the target now
   */
  write(name: string, fill: (sink: Writable) => Promise<unknown>, signal?: AbortSignal): Promise<number>
  /** @throws VmesteError `VMESTE_BACKUP_TARGET_MISSING` when there is no such copy */
  read(name: string): Promise<Readable>
  /**
   * Whole copies whose name begins so, in the order of their names. @throws VmesteError `VMESTE_BACKUP_TARGET_FAILED`
   * for more than can be ours
   */
  list(prefix: string): Promise<readonly StoredCopy[]>
  remove(name: string): Promise<void>
  /** Takes away what writings that were killed have left. */
  tidy(before: Date): Promise<void>
  close(): void
}

/** More than a target of ours ever holds: what lists more is not ours. */
export const mostCopies = 200_000

const part = /^[A-Za-z0-9][\w.-]*$/

/** Names are made by us alone; one that is not as we make them would be a fault of ours. */
export function requireName(name: string): string {
  if (name.length > 400 || !name.split('/').every((each) => part.test(each)))
    throw new Error(`"${name.slice(0, 100)}" is no name of a copy`)
  return name
}
