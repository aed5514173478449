import { Files } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Wanted } from './change-report.ts'
import { moveReport, responded } from './move-report.ts'
import { typedPhotos, typedWords } from './staff-words.ts'

/** The answer: a photo of the result is enough, so are words; the draft is used up with it. */
export function answerReport(
  ctx: AppealsCtx,
  { text: typed, photos: sent, ...wanted }: Wanted & { text?: string | null; photos?: readonly string[] | null },
): Promise<ReportRow> {
  const text = typedWords(ctx, typed, 'text')
  const photos = typedPhotos(ctx, sent)
  return moveReport(ctx, wanted, {
    as: 'executor',
    move: 'answer',
    data: { answer: text !== '' || photos.length > 0 },
    change: async (row, _status, tx) => {
      const now = ctx.clock.now()
      if (photos.length > 0) {
        await ctx.use(Files).attach(tx, photos, `appeals:Report:${row.id}`)
        await tx.kysely
          .insertInto('report_photo')
          .values(
            photos.map((file, position) => ({
              report: row.id,
              file,
              kind: 'AFTER' as const,
              round: row.reopens,
              position,
              visibility: 'PASSED' as const,
              checked_by: ctx.person().key,
              checked_at: now,
            })),
          )
          .execute()
      }
      await tx.kysely.deleteFrom('draft').where('report', '=', row.id).execute()
      return {
        set: { answer: text || null, answered_at: now, closed_at: now, ...responded(ctx, row) },
        step: { kind: 'ANSWERED', public: true, note: text || null },
        event: {
          type: 'appeals.report.answered@1',
          data: { photos: photos.length, minutes: Math.round((now.getTime() - row.created_at.getTime()) / 60_000) },
        },
      }
    },
  })
}
