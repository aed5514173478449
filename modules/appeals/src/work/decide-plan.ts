import { localDay } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Wanted } from './change-report.ts'
import { moveReport } from './move-report.ts'
import { planned } from './plan-report.ts'
import { wishOf } from './plan-wish.ts'
import { typedWords } from './staff-words.ts'

/**
 * The coordinator’s word on a far day: yes, and it is planned as the service asked; no, with the reason, and the date
 * that stands goes on standing.
 *
 * @throws Problem `PLAN_NOT_ASKED` once it was decided, or what it was about is over; `REASON_REQUIRED` for a no,
 *   `DATE_IN_PAST` for a yes to a day that is over
 */
export function decidePlan(
  ctx: AppealsCtx,
  { approve, reason: typed, ...wanted }: Wanted & { readonly approve: boolean; readonly reason?: string | null },
): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  return moveReport(ctx, wanted, {
    as: 'coordinator',
    move: 'agree',
    data: { date: true },
    change: async (row, _status, tx) => {
      const wish = row.asked_for === null ? undefined : await wishOf(tx, row.id)
      if (!wish) throw problems.planNotAsked()
      if (approve && wish.day < localDay(ctx.clock.now(), ctx.city.timezone)) throw problems.dateInPast()
      if (approve) return planned(ctx, row, { date: wish.day, reason: wish.note ?? '' })
      if (!reason) throw problems.needs('reason')
      return {
        set: { status: row.status, asked_for: null },
        step: { kind: 'PLAN_REFUSED', public: false, note: reason, day: wish.day },
        event: { type: 'appeals.report.plan_refused@1', data: { date: wish.day } },
      }
    },
  })
}
