import { stat } from 'node:fs/promises'
import { momentOfCopy, openTarget, type BackupTarget } from '@vmeste/host/backup-schedule'
import { targetAddress } from '@vmeste/host/backup-settings'
import { givenPath } from '../platform/given-path.ts'

/** A folder or a bucket, which holds many copies. */
export interface CopyPlace {
  readonly target: BackupTarget
  /** The copy that the address itself names, as it is taken from a list. */
  readonly copy: string | undefined
}

/**
 * What was given as a place of copies; undefined where it is one file.
 *
 * @throws VmesteError `VMESTE_BACKUP_TARGET_INVALID`
 */
export async function copyPlaceOf(given: string): Promise<CopyPlace | undefined> {
  if (/^s3:/i.test(given)) {
    const [, place = given, name, settings = ''] = /^([^?]*)\/([^/?]+)(\?.*)?$/.exec(given) ?? []
    const copy = name !== undefined && momentOfCopy(name) ? name : undefined
    return { target: openTarget(targetAddress(copy ? place + settings : given, 'The address')), copy }
  }
  const path = givenPath(given)
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return isFolder ? { target: openTarget({ kind: 'folder', place: path }), copy: undefined } : undefined
}
