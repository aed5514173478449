import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whether a folder, or the nearest above it that is there, may be written: a code of the system where not. */
export type Look = (folder: string) => Promise<string | undefined>

const look: Look = (folder) =>
  access(folder, constants.W_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  )

/**
 * Why a folder cannot be written, and what to do. Under a service it is as a rule the unit, which shows the rest of the
 * system as read-only; a folder that cannot be made there is told as one that is not there.
 *
 * @param cause what the system has said
 */
export async function whyClosed(folder: string, cause: unknown, tries: Look = look): Promise<string> {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause'
  return code === 'EROFS' || (await isReadOnly(folder, tries))
    ? `read-only (EROFS). Of a service of systemd the unit decides that: add ${folder} to its ReadWritePaths= ` +
        '(ProtectSystem=strict closes everything else), and make the folder first. Otherwise look how its disk is mounted'
    : `${code}. Give it to the account that runs Vmeste, or name another folder`
}

async function isReadOnly(folder: string, tries: Look): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const code = await tries(at)
    if (code !== 'ENOENT' || dirname(at) === at) return code === 'EROFS'
  }
}
