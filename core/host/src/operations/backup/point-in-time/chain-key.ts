import { generateIdentity, identityToRecipient } from 'age-encryption'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { seal, unseal, type Sealing, type Unsealing } from '../archive/sealing.ts'
import type { BackupTarget } from '../targets/target.ts'
import { namesIn, type ChainPlace } from './layout.ts'

/** How everything in a chain is sealed. */
export const sealingOf = (recipient: string | null): Sealing =>
  recipient === null ? { unsealed: true } : { recipients: [recipient] }

/**
 * Makes the key of a chain and puts its private half, sealed as the operator said, into the target. The host keeps the
 * public half alone: a log every few minutes costs no passphrase, and whoever gets hold of the host's folder opens
 * nothing that was copied before.
 *
 * @returns null where copies are not sealed
 */
export async function makeChainKey(
  target: BackupTarget,
  place: ChainPlace,
  sealing: Sealing,
  signal?: AbortSignal,
): Promise<string | null> {
  if ('unsealed' in sealing) return null
  const identity = await generateIdentity()
  await target.write(
    namesIn(place).key,
    async (sink) => {
      await pipeline(await seal(Readable.from([Buffer.from(identity)], { objectMode: false }), sealing), sink)
    },
    signal,
  )
  return identityToRecipient(identity)
}

/** What opens everything in a chain. @throws VmesteError `VMESTE_BACKUP_SEALED` */
export async function openChainKey(
  target: BackupTarget,
  place: ChainPlace & { hasKey: boolean },
  unsealing: Unsealing,
): Promise<Unsealing> {
  if (!place.hasKey) return {}
  return { identities: [(await text(await unseal(await target.read(namesIn(place).key), unsealing))).trim()] }
}
