import { Files } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { isPassed } from '../report/photos.ts'
import type { ReportRow } from '../report/report-row.ts'
import { standsPublic } from './text-state.ts'

/** Says of each photo of a report how others see it from now on: links that strangers hold already obey as well. */
export async function presentPhotos(
  ctx: AppealsCtx,
  tx: AppealsTx,
  report: Pick<ReportRow, 'id' | 'status' | 'withdrawn_at' | 'photo_consent'>,
): Promise<void> {
  const photos = await tx.kysely
    .selectFrom('report_photo')
    .select(['file', 'kind', 'visibility', 'covers'])
    .where('report', '=', report.id)
    .limit(200)
    .execute()
  const open = standsPublic(report)
  await ctx.use(Files).present(
    tx,
    `appeals:Report:${report.id}`,
    photos.map((photo) => ({
      id: photo.file,
      shown: open && isPassed(photo) && (photo.kind === 'AFTER' || report.photo_consent),
      covered: photo.covers,
    })),
  )
}
