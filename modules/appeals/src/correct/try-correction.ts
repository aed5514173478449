import { isUuid } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { isOpen } from '../life/report-status.ts'
import { problems } from '../problems.ts'
import { reportColumns } from '../report/report-row.ts'
import { wordsOf } from '../report/words.ts'
import { moverOf, viewerOf } from '../work/viewer.ts'
import { typedCorrection } from './correction-input.ts'
import { drawCorrection } from './draw-correction.ts'
import { plansOf } from './plans-of.ts'

/** What a correction would do, by the very way that then does it. */
export async function tryCorrection(
  ctx: AppealsCtx,
  { id, input: raw }: { readonly id: string; readonly input: unknown },
) {
  const input = typedCorrection(ctx, raw)
  const [viewer, words] = await Promise.all([viewerOf(ctx), wordsOf(ctx)])
  const row = isUuid(id)
    ? await ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw problems.reportUnknown()
  moverOf(viewer, row, 'coordinator')
  const { changes, after, moved, dated } = await drawCorrection(ctx, row, input, await plansOf(ctx.db.read, row))
  const { next_due: next } = after
  return {
    changed: changes.length > 0,
    department: words.department(after.department),
    routeReason: ctx.say(after.route_reason),
    moved,
    told: (moved && after.department !== null) || dated,
    makeSafeDue: after.make_safe_due,
    due: after.due,
    dueByDay: after.due_by_day,
    dueState: after.due_state,
    overdue: isOpen(after.status) && (after.breached_at !== null || (next instanceof Date && next < ctx.clock.now())),
  }
}
