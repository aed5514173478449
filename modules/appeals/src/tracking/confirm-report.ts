import { parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { limitsOf } from '../report/limits.ts'
import { nextStatus } from '../life/report-status.ts'
import { changeReport } from '../work/change-report.ts'
import { movable } from '../work/move-report.ts'
import { findTracked } from './find-tracked.ts'
import { trackedView, type TrackedView } from './track.ts'

const stars = z
  .int()
  .min(1)
  .max(5)
  .nullish()
  .transform((given) => given ?? null)
export const typedRating = (ctx: AppealsCtx, given: unknown): number | null =>
  parseInput(stars, given, ctx.lang, 'rating')

/** «Исправлено? Да». Pressed twice it is still yes. */
export async function confirmReport(
  ctx: AppealsCtx,
  { secret, rating: given }: { secret: string; rating?: number | null },
): Promise<TrackedView> {
  const rating = typedRating(ctx, given)
  const tracked = await findTracked(ctx, secret)
  if (
    tracked.row.status === 'CONFIRMED' &&
    tracked.party === 'REPORTER' &&
    (rating === null || rating === tracked.row.rating)
  )
    return trackedView(ctx, tracked)
  const row = await changeReport(ctx, { id: tracked.row.id }, (now) => ({
    set: {
      status: nextStatus(
        movable(now),
        'confirm',
        tracked.party === 'REPORTER' ? 'reporter' : 'system',
        {},
        ctx.clock.now(),
        limitsOf(ctx),
      ),
      confirmed_at: ctx.clock.now(),
      ...(rating !== null && { rating }),
    },
    step: { kind: 'CONFIRMED', public: true, rating },
    event: { type: 'appeals.report.confirmed@1', data: { rating } },
  }))
  return trackedView(ctx, { ...tracked, row })
}
