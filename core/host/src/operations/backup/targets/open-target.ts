import { folderTarget } from './folder-target.ts'
import { s3Target } from './s3-target.ts'
import type { TargetAddress } from './target-address.ts'
import type { BackupTarget } from './target.ts'

/** The target that `VMESTE_BACKUP` names. Nothing is looked at before the first call. */
export const openTarget = (address: TargetAddress): BackupTarget =>
  address.kind === 'folder' ? folderTarget(address.place) : s3Target(address)
