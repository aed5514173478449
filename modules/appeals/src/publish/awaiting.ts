import type { PublishRule } from '../settings.ts'
import type { WordsState } from '../storage/report.entity.ts'

/** What came in: words of a resident, and photos that others may see. */
interface CameIn {
  readonly text: string | null
  readonly address: string | null
  readonly photos: boolean
}

/** How words stand as they come in, by the city's rule. */
export const firstState = (publish: PublishRule): WordsState =>
  publish === 'at-once' ? 'SHOWN' : publish === 'never' ? 'WITHHELD' : 'WAITING'

/** A tile alone is public at once; words wait by the city's rule, photos always. */
export function awaiting({ text, address, photos }: CameIn, publish: PublishRule, now: Date) {
  const words = Boolean(text ?? address)
  const state = words ? firstState(publish) : 'SHOWN'
  return { text_state: state, waiting_since: photos || state === 'WAITING' ? now : null }
}
