import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { returnedReason } from '../report/route-reasons.ts'
import type { Wanted } from './change-report.ts'
import { moveReport } from './move-report.ts'
import { typedWords } from './staff-words.ts'

/**
 * «Не наше»: back to the coordinator with the reason, at most as often as the city allows; then the coordinator's word
 * stands.
 */
export function returnReport(
  ctx: AppealsCtx,
  { reason: typed, ...wanted }: Wanted & { reason: string },
): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  return moveReport(ctx, wanted, {
    as: 'executor',
    move: 'return',
    data: { reason },
    change: (row) => ({
      set: {
        department: null,
        rule: null,
        returns: row.returns + 1,
        planned_for: null,
        planned_reason: null,
        breached_at: null,
        route_reason: returnedReason(reason),
      },
      step: { kind: 'RETURNED', public: false, note: reason, department: row.department },
      event: { type: 'appeals.report.returned@1', data: { times: row.returns + 1, previous: row.department } },
    }),
  })
}
