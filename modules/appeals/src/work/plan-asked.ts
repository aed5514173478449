import type { AppealsCtx } from '../ctx.ts'
import { loadersOf } from './report-loaders.ts'
import type { ReportView } from './report-view.ts'
import { staffWords } from './words-for-staff.ts'

/** The far day that a service has asked for, while nobody has decided. */
export async function planAsked(ctx: AppealsCtx, view: ReportView) {
  const { row } = view
  if (row.asked_for === null) return null
  const step = (await loadersOf(ctx).history.load(row.id)).findLast(({ kind }) => kind === 'PLAN_ASKED')
  if (!step) return null
  return { date: row.asked_for, at: step.at, reason: (await staffWords(ctx, view)).note(step) ?? '' }
}
