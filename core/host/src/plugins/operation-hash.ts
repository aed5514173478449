import { createHash } from 'node:crypto'

/** What an operation is known by: the hash of its text. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
