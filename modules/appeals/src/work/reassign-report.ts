import { Directory } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { noDues } from '../report/due-dates.ts'
import { triageTopic } from '../registry/routing.ts'
import { decidedReason } from '../report/route-reasons.ts'
import type { Wanted } from './change-report.ts'
import { moveReport } from './move-report.ts'
import { typedWords } from './staff-words.ts'

/**
 * The coordinator’s word: this department, for this reason. Dates stay: whoever waits has lost nothing by it. But for
 * «Другое», whose only term is that of sorting: it has been sorted, and whoever has it now is late with nothing.
 */
export async function reassignReport(
  ctx: AppealsCtx,
  { department: code, reason: typed, ...wanted }: Wanted & { department: string; reason: string },
): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  const department = await ctx.use(Directory).departmentByCode(code)
  if (!department) throw problems.departmentUnknown(code)
  return moveReport(ctx, wanted, {
    as: 'coordinator',
    move: 'reassign',
    data: { department: code, reason },
    change: (row) => ({
      set: {
        department: code,
        rule: null,
        planned_for: null,
        planned_reason: null,
        breached_at: null,
        ...(row.topic === triageTopic && noDues),
        route_reason: decidedReason(reason),
      },
      step: { kind: 'REASSIGNED', public: true, department: code },
      event: { type: 'appeals.report.routed@1', data: { rule: null, again: true, previous: row.department } },
    }),
  })
}
