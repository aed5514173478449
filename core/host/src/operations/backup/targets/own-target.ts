import { text } from 'node:stream/consumers'
import { VmesteError } from '@vmeste/sdk'
import type { BackupTarget } from './target.ts'

const mark = 'vmeste-backups'

/**
 * Makes sure that a target is this installation's before anything is written or removed there: not another town's, and
 * not the empty folder below a mount that is missing.
 *
 * @param installation number of this installation
 * @param expected whether copies have gone there already
 * @throws VmesteError `VMESTE_BACKUP_TARGET_OTHER`, `VMESTE_BACKUP_TARGET_EMPTIED`
 */
export async function requireOwnTarget(target: BackupTarget, installation: string, expected: boolean): Promise<void> {
  const there = (
    await target.list(mark).catch((error: unknown) => {
      // a folder that is made with the first copy
      if (
        !expected &&
        error instanceof VmesteError &&
        error.code === 'VMESTE_BACKUP_TARGET_MISSING' &&
        target.kind === 'folder'
      )
        return []
      throw error
    })
  ).some(({ name }) => name === mark)
  if (there) {
    const owner = (await text(await target.read(mark))).trim()
    if (owner !== installation) {
      throw new VmesteError(
        'VMESTE_BACKUP_TARGET_OTHER',
        `${target.place} holds the copies of another installation (${owner.slice(0, 40)}, this one is ${installation}). Set VMESTE_BACKUP to a place of its own; where it is meant to be this one's, write its number into ${mark} there`,
      )
    }
    return
  }
  if (expected)
    throw new VmesteError(
      'VMESTE_BACKUP_TARGET_EMPTIED',
      `${target.place} held copies and does not any more: is it mounted? Where it was emptied on purpose, write ${installation} into a file ${mark} there`,
    )
  await target.write(mark, async (sink) => {
    sink.end(`${installation}\n`)
  })
}
