import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { root } from './root.ts'

/**
 * After a command of root's: what it wrote into the data folder of another account belongs to that account, which goes
 * on with it. Photos are handed over by whoever brings them, for there are many; the database has an account of its
 * own.
 */
export async function leaveOwned(dataFolder = resolve(root, process.env['VMESTE_DATA'] || 'var/data')): Promise<void> {
  if (process.getuid?.() !== 0) return
  const folder = await stat(dataFolder).catch(() => undefined)
  if (!folder?.isDirectory() || folder.uid === 0) return
  // imported only now: most commands need no host
  const { handOver } = await import('@vmeste/host/storage')
  await handOver(dataFolder, ['postgres', 'files'])
}
