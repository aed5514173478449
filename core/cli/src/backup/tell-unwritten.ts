import type { Unwritten } from '@vmeste/host/backup'

/** What an answer says of a book of erasures that could not be written everywhere; nothing where it could. */
export interface UnwrittenBooks {
  readonly unwritten?: {
    readonly code: 'VMESTE_ERASURES_UNWRITTEN'
    readonly message: string
    readonly files: readonly string[]
  }
}

/**
 * For the answer of whatever command erases or backs up: its work is done and stands in the database, a file beside the
 * backups lacks it. A folder that is away is only said; one that is there and cannot be written makes the command end
 * with 1, for a script would not see it otherwise.
 */
export function unwrittenBooks(unwritten: readonly Unwritten[]): UnwrittenBooks {
  if (unwritten.length === 0) return {}
  if (unwritten.some(({ away }) => !away)) process.exitCode = 1
  const files = unwritten.map(({ file }) => file)
  return {
    unwritten: {
      code: 'VMESTE_ERASURES_UNWRITTEN',
      files,
      message: `What is erased stands in the database and could not be written into ${unwritten.map(({ file, reason }) => `${file} (${reason})`).join(', ')}. Mend that and make a backup, which writes it; until then keep the other files "erasures" with the backups`,
    },
  }
}

/** The same in words, on the standard error. */
export function sayUnwritten({ unwritten }: UnwrittenBooks): void {
  if (unwritten) process.stderr.write(`${unwritten.code}: ${unwritten.message}\n`)
}
