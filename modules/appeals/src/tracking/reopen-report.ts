import { Files, isObscene, Topics } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { computeDues } from '../report/due-dates.ts'
import { limitsOf } from '../report/limits.ts'
import { nextStatus } from '../life/report-status.ts'
import { firstState } from '../publish/awaiting.ts'
import { settingsOf } from '../settings.ts'
import { changeReport } from '../work/change-report.ts'
import { movable } from '../work/move-report.ts'
import { typedPhotos, typedWords } from '../work/staff-words.ts'
import { typedRating } from './confirm-report.ts'
import { findTracked } from './find-tracked.ts'
import { trackedView, type TrackedView } from './track.ts'

export interface Reopening {
  readonly secret: string
  readonly comment: string
  readonly photos?: readonly string[] | null
  readonly rating?: number | null
}

/** «Исправлено? Нет»: back to the same department, dates counted anew by the rule, one long case in the figures. */
export async function reopenReport(ctx: AppealsCtx, input: Reopening): Promise<TrackedView> {
  const [rating, comment] = [typedRating(ctx, input.rating), typedWords(ctx, input.comment, 'comment')]
  const photos = typedPhotos(ctx, input.photos).slice(0, settingsOf(ctx).maxPhotos)
  const tracked = await findTracked(ctx, input.secret)
  const now = ctx.clock.now()
  const topic = await ctx.use(Topics).find(tracked.row.topic)
  const dues = topic && (await computeDues(ctx, topic, now))
  const row = await changeReport(ctx, { id: tracked.row.id }, async (report, tx) => {
    const status = nextStatus(
      movable(report),
      'reopen',
      tracked.party === 'REPORTER' ? 'reporter' : 'system',
      { comment },
      now,
      limitsOf(ctx),
    )
    const round = report.reopens + 1
    // staff read every word of it; strangers read none that would have held a report back
    const first = firstState(settingsOf(ctx).publish)
    const noteState = first === 'SHOWN' && isObscene(comment) ? 'WAITING' : first
    if (photos.length > 0) {
      await ctx.use(Files).attach(tx, photos, `appeals:Report:${report.id}`)
      await tx.kysely
        .insertInto('report_photo')
        .values(
          photos.map((file, position) => ({
            report: report.id,
            file,
            kind: 'BEFORE' as const,
            round,
            position,
            visibility: 'CHECKING' as const,
            checked_by: null,
            checked_at: null,
          })),
        )
        .execute()
    }
    return {
      set: {
        status,
        reopens: round,
        reopened_at: now,
        closed_at: null,
        confirmed_at: null,
        planned_for: null,
        planned_reason: null,
        breached_at: null,
        photo_count: report.photo_count + photos.length,
        ...dues,
        waiting_since:
          report.waiting_since ?? (noteState === 'WAITING' || (photos.length > 0 && report.photo_consent) ? now : null),
        ...(rating !== null && { rating }),
      },
      step: { kind: 'REOPENED', public: true, note: comment, note_state: noteState, rating },
      event: { type: 'appeals.report.reopened@1', data: { times: round, rating } },
    }
  })
  return trackedView(ctx, { ...tracked, row })
}
