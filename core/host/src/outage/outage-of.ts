import { Problem } from '@vmeste/sdk'

/** What of the platform's own ground has given way: its database, or the disk under it. */
export type Outage = 'unreachable' | 'refused' | 'read-only' | 'full' | 'failing'

/** Errors of connections to our own database: the same codes may come from anybody else's server a module talks to. */
const ofPlatform = new WeakSet<object>()

/** Marks an error as one of a connection to the platform's database. */
export function asPlatformFault<E>(error: E): E {
  if (typeof error === 'object' && error !== null) ofPlatform.add(error)
  return error
}

const states: readonly (readonly [RegExp, Outage])[] = [
  [/^53100$/, 'full'],
  [/^25006$/, 'read-only'],
  // wrong password, no such role, no such database
  [/^(28...|3D000)$/, 'refused'],
  // connection lost, shut down, starting up, out of memory or of connections
  [/^(08...|57P0[1-5]|53000|53200|53300)$/, 'unreachable'],
  // the server's own disk or its files
  [/^(58...|XX001|XX002)$/, 'failing'],
]
/**
 * What the driver says without a code. That a pool has no connection left is not among it: whoever holds them all may
 * be a module.
 */
const driversWords =
  /^(Connection terminated|timeout expired|Client has encountered a connection error|Client was closed|Query read timeout)/

/**
 * Whether an error is none of the request's and none of a module's, but the platform's own ground giving way.
 * Causes are looked at too: libraries wrap what the driver threw.
 */
export function outageOf(error: unknown): Outage | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++) {
    if (cause instanceof Problem) return undefined // somebody has found words for it already
    const found = serversFault(cause)
    if (found) return found
    if (ofPlatform.has(cause) || driversWords.test(cause.message)) return 'unreachable'
  }
  return undefined
}

/** What the database says of itself, whoever asked. Its own errors carry a severity beside the code. */
export function serversFault(error: unknown): Outage | undefined {
  if (!(error instanceof Error && 'severity' in error && 'code' in error)) return undefined
  const code = String(error.code)
  return states.find(([pattern]) => pattern.test(code))?.[1]
}

/** What the machine refuses, to a module's own files too. */
const machine = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'])

/** Whether an error, or what caused it, is the platform's: then it is held against no module, whoever met it. */
export function isPlatformFault(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Object && depth < 8; at = (at as { cause?: unknown }).cause, depth++) {
    if (ofPlatform.has(at)) return true
    if (at instanceof Error && 'syscall' in at && machine.has(String((at as { code?: unknown }).code))) return true
  }
  return false
}
