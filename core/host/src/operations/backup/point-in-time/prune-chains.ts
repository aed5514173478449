import { VmesteError } from '@vmeste/sdk'
import type { BackupTarget } from '../targets/target.ts'
import { chainsOf, namesIn, root, type Chain } from './layout.ts'

/**
 * Whole bases that are kept: with one a week, every moment of the last seven days at least, of up to fourteen as a
 * rule.
 */
export const keptBases = 2
/** A base a week makes one go a week; attempts that failed before it are none. */
const mostAtOnce = 3

/**
 * Which chains may go: those that began before the oldest base that is kept. With fewer whole ones than are kept, none.
 */
export function chainsToGo(chains: readonly Chain[], kept = keptBases): readonly Chain[] {
  const oldest = chains.filter(({ isWhole }) => isWhole).at(-kept)
  return oldest ? chains.filter(({ chain }) => chain < oldest.chain) : []
}

/**
 * Takes away what no kept base needs: of this cluster alone, each chain from its manifest on, so that half of one is
 * none.
 */
export async function pruneChains(target: BackupTarget, system: string): Promise<VmesteError | undefined> {
  const going = chainsToGo(chainsOf(await target.list(`${root}${system}/`)))
  const whole = going.filter(({ isWhole }) => isWhole).length
  if (whole > mostAtOnce) {
    return new VmesteError(
      'VMESTE_BACKUP_RETENTION',
      `${whole} base copies in ${target.place} would go at once, which a week does not account for; none was removed. Take away by hand what is not needed, the oldest first: ${going[0]?.chain ?? ''}`,
    )
  }
  for (const chain of going) {
    const { manifest } = namesIn(chain)
    for (const name of [
      ...chain.names.filter((each) => each === manifest),
      ...chain.names.filter((each) => each !== manifest),
    ])
      await target.remove(name)
  }
  return undefined
}
