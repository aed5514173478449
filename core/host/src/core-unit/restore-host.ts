import type { Readable } from 'node:stream'
import type { Plugin } from '@vmeste/sdk'
import type { Unsealing } from '../operations/backup/archive/sealing.ts'
import {
  restorePlatform as restore,
  type RestoreResult,
  type RestoreTarget as Target,
} from '../operations/backup/restore/restore-platform.ts'
import type { OnProgress } from '../operations/backup/whole/progress.ts'
import type { StorageUnit } from '../storage/units/unit.ts'
import { hostUnits } from './host-units.ts'

/** The code that is there to restore with. */
export interface RestoreCode {
  /** With the civic services. */
  readonly plugins: readonly Plugin[]
  /** Units beside those of plugins: identity. */
  readonly units: readonly StorageUnit[]
}

/** Where a whole installation is restored to. */
export interface RestoreTarget extends Omit<Target, 'units'> {
  /** The code to restore with: modules that were added lie in this folder as in a data folder. */
  readonly code: (folder: string) => Promise<RestoreCode>
}

/**
 * Restores a whole installation while no host runs.
 *
 * @param open opens the backup from its beginning; called twice
 * @throws VmesteError `VMESTE_BACKUP_…`, `VMESTE_RESTORE_…`
 * @example await restorePlatform(() => createReadStream('vmeste.backup'), { passphrase }, { ownerUrl, dataFolder, code
 *   })
 */
export function restorePlatform(
  open: () => Readable,
  unsealing: Unsealing,
  { code, ...target }: RestoreTarget,
  progress?: OnProgress,
): Promise<RestoreResult> {
  const units = async (folder: string): Promise<readonly StorageUnit[]> => {
    const { plugins, units: extra } = await code(folder)
    return hostUnits(plugins, extra)
  }
  return restore(open, unsealing, { ...target, units }, progress)
}
