import { isPeriodDue } from '../schedule/due.ts'
import type { CopyTask } from '../schedule/copy-schedule.ts'
import type { ChainFile } from './chain-file.ts'

const week = 7 * 86_400_000

/**
 * A base copy a week, and at once where there is no chain that can be gone on with: none yet, another target, a piece
 * missing.
 */
export const baseTask = (chain: ChainFile, place: string, run: CopyTask['run']): CopyTask => ({
  kind: 'base',
  run,
  isDue: async (now, last) => {
    const note = await chain.read()
    return isPeriodDue(now, week, last, !note || note.target !== place || note.whole === null || note.broken)
  },
})
