import { localDay, uuidv7 } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Change, Wanted } from './change-report.ts'
import { moveReport, responded } from './move-report.ts'
import { dayInFigures, planUntil } from './plan-cap.ts'
import { askForDay } from './plan-wish.ts'
import { typedWords } from './staff-words.ts'

export interface Planning extends Wanted {
  readonly date: string
  readonly reason: string
  /** A day too far to plan for alone is asked of a coordinator. */
  readonly ask?: boolean | null
}

/**
 * A day and the reason, said aloud: no breach, and no silence either. A service plans as far ahead as the city has set;
 * a day beyond waits for a coordinator’s yes, and until then the date that stands goes on standing.
 *
 * @throws Problem `DATE_IN_PAST`, `PLAN_TOO_FAR` unless it is asked for, `DATE_REQUIRED`, `REASON_REQUIRED`
 */
export function planReport(ctx: AppealsCtx, { date, reason: typed, ask, ...wanted }: Planning): Promise<ReportRow> {
  const reason = typedWords(ctx, typed, 'reason')
  const today = localDay(ctx.clock.now(), ctx.city.timezone)
  // five years: further is a typing error
  if (date < today || Number(date.slice(0, 4)) > Number(today.slice(0, 4)) + 5) throw problems.dateInPast()
  return moveReport(ctx, wanted, {
    as: 'executor',
    move: 'plan',
    data: { date, reason },
    change: async (row, _status, tx) => {
      const until = planUntil(ctx, row, await plansOf(tx, row))
      const alone = until === null || date <= until || (row.planned_for !== null && date <= row.planned_for)
      if (alone) return planned(ctx, row, { date, reason })
      if (!ask) throw problems.planTooFar(dayInFigures(until))
      const step = uuidv7()
      await askForDay(ctx, tx, row, { step, reason })
      return {
        set: { status: row.status, asked_for: date },
        step: { id: step, kind: 'PLAN_ASKED', public: false, note: reason, day: date },
        event: { type: 'appeals.report.changed@1' },
      }
    },
  })
}

/** The day stands from now on; a promise that is past by now stays broken. */
export const planned = (
  ctx: AppealsCtx,
  row: ReportRow,
  { date, reason }: { date: string; reason: string },
): Change => {
  const owed = row.next_due
  return {
    set: {
      planned_for: date,
      planned_reason: reason,
      breached_at: row.breached_at ?? (owed instanceof Date && owed < ctx.clock.now() ? owed : null),
      ...responded(ctx, row),
    },
    step: { kind: 'PLANNED', public: true, note: reason, day: date },
    event: { type: 'appeals.report.planned@1', data: { date } },
  }
}

const plansOf = (tx: AppealsTx, { id }: ReportRow) =>
  tx.kysely
    .selectFrom('history')
    .select(['kind', 'at', 'department'])
    .where('report', '=', id)
    .where('kind', '=', 'PLANNED')
    .orderBy('at')
    .limit(200)
    .execute()
