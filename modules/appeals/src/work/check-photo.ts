import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { stillWaits } from '../publish/still-waits.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport } from './change-report.ts'
import { sees, viewerOf } from './viewer.ts'

/** Staff have looked at a photo: strangers may see it, or nobody but staff does. */
export async function checkPhoto(
  ctx: AppealsCtx,
  id: string,
  file: string,
  visibility: 'PASSED' | 'HIDDEN',
): Promise<ReportRow> {
  const viewer = await viewerOf(ctx)
  return changeReport(ctx, { id }, async (row, tx) => {
    if (!sees(viewer, row)) throw problems.otherDepartment()
    const photo = await tx.kysely
      .updateTable('report_photo')
      .set({ visibility, checked_by: viewer.person.key, checked_at: ctx.clock.now() })
      .where('report', '=', id)
      .where('file', '=', file)
      .returning('kind')
      .executeTakeFirst()
    if (!photo) throw problems.photoUnknown()
    if (visibility === 'PASSED' && photo.kind === 'BEFORE' && !row.photo_consent) throw problems.photoNoConsent()
    return {
      set: { waiting_since: await stillWaits(tx, row) },
      photos: true,
      step: { kind: visibility === 'PASSED' ? 'PHOTO_PASSED' : 'PHOTO_HIDDEN', public: false },
      event: { type: 'appeals.report.changed@1' },
    }
  })
}
