import { localDay } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'

interface PlanStep {
  readonly kind: string
  readonly at: Date
  readonly department: string | null
}

/**
 * The last day the acting person may plan for alone; nothing where there is no such limit. It is counted from the first
 * plan of this service: planning anew again and again leads no further.
 */
export function planUntil(ctx: AppealsCtx, row: ReportRow, steps: readonly PlanStep[]): string | null {
  if (ctx.can('appeals.coordinate')) return null
  const since = row.reopened_at ?? row.created_at
  const first = steps.find(
    ({ kind, at, department }) => kind === 'PLANNED' && at >= since && department === row.department,
  )
  return dayAfter(localDay(first?.at ?? ctx.clock.now(), ctx.city.timezone), settingsOf(ctx).planDays)
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** As a refusal says it in every language: 16.05.2026. */
export const dayInFigures = (day: string): string => day.split('-').toReversed().join('.')
