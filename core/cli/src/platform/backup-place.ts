import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import type { Env } from './read-env.ts'

/** A share whose server is away answers never; whether copies get there is told by their schedule. */
const patienceMs = 3_000

/**
 * What of the settings of copies only a look at the machine shows: that the place is a folder, that it does not lead
 * back into the data folder, and that the keys are keys. What is not there yet is made with the first copy.
 *
 * @throws VmesteError `VMESTE_BACKUP_TARGET_INVALID`, `VMESTE_BACKUP_KEY`
 */
export async function requireBackupPlace({
  backup: { target, recipients },
  dataFolder,
}: Pick<Env, 'backup' | 'dataFolder'>): Promise<void> {
  if (recipients.length > 0) (await import('@vmeste/host/backup')).requireRecipients(recipients)
  if (target?.kind !== 'folder') return
  const late = AbortSignal.timeout(patienceMs)
  const given = new Promise<undefined>((resolve) => {
    late.addEventListener('abort', () => {
      resolve(undefined)
    })
  })
  const fault = await Promise.race([faultOf(target.place, dataFolder), given])
  if (fault)
    throw new VmesteError(
      'VMESTE_BACKUP_TARGET_INVALID',
      `VMESTE_BACKUP ${fault}: name a folder on another disk or another machine, or a bucket`,
    )
}

async function faultOf(place: string, dataFolder: string): Promise<string | undefined> {
  const found = await stat(place).catch(() => undefined)
  if (found && !found.isDirectory()) return `is ${place}, which is no folder`
  const [really, data] = await Promise.all([place, dataFolder].map(leadsTo))
  return `${really}${sep}`.startsWith(`${data}${sep}`) ? `leads into the data folder ${dataFolder}` : undefined
}

/** Where a path leads when all links are followed; of what is not there yet, as far as it is there. */
async function leadsTo(path: string): Promise<string> {
  const there = await realpath(path).catch(() => undefined)
  if (there !== undefined || dirname(path) === path) return there ?? path
  return join(await leadsTo(dirname(path)), basename(path))
}
