import { readFile } from 'node:fs/promises'
import type { Sealing, Unsealing } from '@vmeste/host/backup'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import type { Env } from '../platform/read-env.ts'

/**
 * How a backup is closed: by the keys that are named, else by the passphrase. A backup holds everything that the city
 * knows and the secret besides, so an open one is made only where that is said.
 *
 * @throws VmesteError `VMESTE_BACKUP_UNSEALED`
 */
export function sealingOf(
  { backup }: Pick<Env, 'backup'>,
  { to = [], unsealed = false }: { readonly to?: readonly string[]; readonly unsealed?: boolean } = {},
): Sealing {
  if (unsealed) return { unsealed: true }
  const recipients = to.length > 0 ? to : backup.recipients
  if (recipients.length > 0) return { recipients }
  if (backup.passphrase) return { passphrase: backup.passphrase }
  throw new VmesteError(
    'VMESTE_BACKUP_UNSEALED',
    'A backup holds everything, the secret too, and nothing was given to seal it with. Set VMESTE_BACKUP_PASSPHRASE, or name a public key: --to age1… (vmeste backup-key makes one), VMESTE_BACKUP_RECIPIENTS for every copy. To leave it open all the same: --unsealed',
  )
}

/** What a backup is opened with. @param key file with a private key of age, its path as it was given */
export async function unsealingOf({ backup }: Pick<Env, 'backup'>, key?: string): Promise<Unsealing> {
  const text =
    key === undefined
      ? ''
      : await readFile(givenPath(key), 'utf8').catch((cause: unknown) => {
          throw new VmesteError('VMESTE_BACKUP_FILE', `${key} cannot be read: ${(cause as Error).message}`, { cause })
        })
  const identities = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  return { ...(backup.passphrase ? { passphrase: backup.passphrase } : {}), identities }
}
