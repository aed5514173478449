import type { ReportView } from '../work/report-view.ts'
import { sees } from '../work/viewer.ts'
import { hasWords, standsPublic } from '../publish/text-state.ts'

export type LookAction = 'PUBLISH' | 'COVER' | 'WITHDRAW'

/** What this person may do now with what strangers see of it. */
export function lookActionsOf({ row, viewer }: ReportView): readonly LookAction[] {
  if (!viewer.looks || !sees(viewer, row)) return []
  const ended = row.status === 'REJECTED' || row.status === 'WITHDRAWN'
  const hidden =
    row.waiting_since !== null || row.withdrawn_at !== null || (hasWords(row) && row.text_state !== 'SHOWN')
  return [
    ...(hidden && !ended ? ['PUBLISH' as const] : []),
    'COVER',
    ...(standsPublic(row) ? ['WITHDRAW' as const] : []),
  ]
}
