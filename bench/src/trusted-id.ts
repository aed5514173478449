import { createHash } from 'node:crypto'

/** Id of a recorded document: the hash of its text. */
export const trustedId = (document: string): string => createHash('sha256').update(document).digest('hex')
