import type { ReportStatus } from '../life/report-status.ts'
import { nextDue, type Owed } from './due-dates.ts'

/** A day that was planned: when, and how the report stood until then. */
export interface PlannedDay {
  readonly at: Date
  readonly day: string
  readonly from: ReportStatus
}

/**
 * The first promise that was past already when a day was planned, as the dates stand; a plan hides no breach, and where
 * the dates were wrong there was none.
 *
 * @param plans since the service got it, in order
 */
export function breachBefore(
  dues: Pick<Owed, 'make_safe_due' | 'due'>,
  plans: readonly PlannedDay[],
  timezone: string,
): Date | null {
  let planned: string | null = null
  for (const { at, day, from } of plans) {
    const owed = nextDue(
      { status: from, make_safe_due: dues.make_safe_due, due: dues.due, planned_for: planned },
      timezone,
    )
    if (owed instanceof Date && owed < at) return owed
    planned = day
  }
  return null
}
