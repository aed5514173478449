/** SQLSTATE of what is the server's own trouble, whoever asks: no disk, no memory, no connections, going down, coming up, read-only, a wrong password of ours. */
const states = /^(?:08\w{3}|53[0-3]00|57P0[1-4]|58\w{3}|25006|28\w{3}|3D000|XX00[12])$/
/** What the machine refuses, to a module's own files too. */
const machine = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'])

const lost = new WeakSet<object>()

/** Marks an error of a connection to the database: the same words from another network are the fault of whoever went there. */
export function asPlatformFault<E>(error: E): E {
  if (error instanceof Object) lost.add(error)
  return error
}

/** Whether the database says so itself. */
export const isServersFault = (error: unknown): boolean => error instanceof Error && 'severity' in error && 'code' in error && states.test(String(error.code))

/** Whether an error, or what caused it, is the platform's: then it is held against no module, whoever met it. */
export function isPlatformFault(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Object && depth < 8; at = (at as { cause?: unknown }).cause, depth++) {
    if (lost.has(at)) return true
    if (at instanceof Error && 'syscall' in at && machine.has(String((at as { code?: unknown }).code))) return true
  }
  return false
}
