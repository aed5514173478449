import type { PublishRule } from '../settings.ts'
import { isPublic } from '../report/report-status.ts'
import type { ReportRow } from '../report/report-row.ts'

/** What a stranger is told of the words that came with a report. */
export type TextState = 'NONE' | 'CHECKING' | 'SHOWN' | 'WITHHELD'

type Stored = Pick<ReportRow, 'status' | 'text' | 'object' | 'address' | 'text_state' | 'withdrawn_at'>

/** The address of a place with a plate is the city's own; any other was typed by somebody. */
export const typedAddress = ({ object, address }: Pick<ReportRow, 'object' | 'address'>): string | null =>
  object === null ? address : null
/** Words of the resident: a tile alone has none. */
export const hasWords = (row: Pick<ReportRow, 'text' | 'object' | 'address'>): boolean =>
  Boolean(row.text ?? typedAddress(row))

/** Whether strangers read the words of residents, less what is covered. */
export const wordsShown = (row: Pick<ReportRow, 'status' | 'text_state' | 'withdrawn_at'>, publish: PublishRule) =>
  publish !== 'never' && row.text_state === 'SHOWN' && standsPublic(row)

export function textStateOf(row: Stored, publish: PublishRule): TextState {
  if (!hasWords(row)) return 'NONE'
  if (wordsShown(row, publish)) return 'SHOWN'
  const ended = row.withdrawn_at !== null || row.status === 'REJECTED' || row.status === 'WITHDRAWN'
  return publish === 'never' || ended || row.text_state === 'WITHHELD' ? 'WITHHELD' : 'CHECKING'
}

/** What strangers see at all: not what is held or rejected, nor what staff took off. */
export const standsPublic = (row: Pick<ReportRow, 'status' | 'withdrawn_at'>): boolean =>
  isPublic(row.status) && row.withdrawn_at === null
