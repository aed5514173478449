import type { AppealsCtx } from '../ctx.ts'
import { localDay } from '../report/local-day.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Wanted } from './change-report.ts'
import { moveReport, responded } from './move-report.ts'
import { typedWords } from './staff-words.ts'

/** A day and the reason, said aloud: no breach, and no silence either. */
export function planReport(
  ctx: AppealsCtx,
  { date, reason: typed, ...wanted }: Wanted & { date: string; reason: string },
): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  const today = localDay(ctx.clock.now(), ctx.city.timezone)
  // five years: further is a typing error
  if (date < today || Number(date.slice(0, 4)) > Number(today.slice(0, 4)) + 5) throw problems.dateInPast()
  return moveReport(ctx, wanted, {
    as: 'executor',
    move: 'plan',
    data: { date, reason },
    change: (row) => ({
      set: { planned_for: date, planned_reason: reason, ...responded(ctx, row) },
      step: { kind: 'PLANNED', public: true, note: reason, day: date },
      event: { type: 'appeals.report.planned@1', data: { date } },
    }),
  })
}
