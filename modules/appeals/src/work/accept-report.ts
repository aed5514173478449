import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Wanted } from './change-report.ts'
import { moveReport, responded } from './move-report.ts'

/** «Принимаю»: a new report into work, a reopened or planned one back into it. */
export const acceptReport = (ctx: AppealsCtx, wanted: Wanted): Promise<ReportRow> =>
  moveReport(ctx, wanted, {
    as: 'executor',
    move: (status) => (status === 'ROUTED' ? 'accept' : 'resume'),
    change: (row) => ({
      set: responded(ctx, row),
      step: { kind: 'ACCEPTED', public: true },
      event: { type: 'appeals.report.accepted@1' },
    }),
  })
