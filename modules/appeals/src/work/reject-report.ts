import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Wanted } from './change-report.ts'
import { moveReport, responded } from './move-report.ts'
import { typedWords } from './staff-words.ts'

/** Not a report at all; the reason is told to whoever sent it. */
export function rejectReport(
  ctx: AppealsCtx,
  { reason: typed, ...wanted }: Wanted & { reason: string },
): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  return moveReport(ctx, wanted, {
    as: 'coordinator',
    move: 'reject',
    data: { reason },
    change: (row) => ({
      set: { closed_at: ctx.clock.now(), waiting_since: null, ...responded(ctx, row) },
      step: { kind: 'REJECTED', public: true, note: reason },
      event: { type: 'appeals.report.rejected@1' },
    }),
  })
}
