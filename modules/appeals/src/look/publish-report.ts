import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { isPublic } from '../life/report-status.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport } from '../work/change-report.ts'
import { looker, recordLook, typedSeconds } from '../work/record-look.ts'

export interface Publishing {
  readonly report: string
  /** What stood on the screen: a note that has come since is not shown unread. */
  readonly version: number
  readonly seconds?: number | null
}

/** Looked at: strangers read the words, less what is covered, and see the photos that the author agreed to. */
export async function publishReport(ctx: AppealsCtx, input: Publishing): Promise<ReportRow> {
  const seconds = typedSeconds(ctx, input.seconds)
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: input.report, version: input.version }, async (row, tx) => {
    mayLook(row)
    if (!isPublic(row.status) && row.status !== 'MODERATION') throw problems.moveTooLate()
    await showNotes(tx, row.id)
    if (row.photo_consent)
      await tx.kysely
        .updateTable('report_photo')
        .set({ visibility: 'PASSED', checked_by: ctx.person().key, checked_at: ctx.clock.now() })
        .where('report', '=', row.id)
        .where('visibility', '=', 'CHECKING')
        .execute()
    await recordLook(ctx, tx, row, { kind: 'SHOWN', seconds })
    return {
      photos: true,
      set: { text_state: 'SHOWN', waiting_since: null, look_due: null, withdrawn_at: null, withdrawn_reason: null },
      event: { type: 'appeals.report.changed@1' },
    }
  })
}

const showNotes = (tx: AppealsTx, report: string) =>
  tx.kysely
    .updateTable('history')
    .set({ note_state: 'SHOWN' })
    .where('report', '=', report)
    .where('kind', '=', 'REOPENED')
    .where('note_state', '<>', 'SHOWN')
    .execute()
