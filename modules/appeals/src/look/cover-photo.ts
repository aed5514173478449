import type { AppealsCtx } from '../ctx.ts'
import { layPhotoCover, liftPhotoCover, parseArea } from '../publish/lay-photo-cover.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport } from '../work/change-report.ts'
import { looker, recordLook, typedSeconds } from '../work/record-look.ts'

interface Covering {
  readonly report: string
  readonly photo: string
  readonly area: unknown
  readonly seconds?: number | null
}

/** «Скрыть»: strangers stop seeing an area of a photo, in the bytes they get and through links they have. */
export async function coverPhoto(ctx: AppealsCtx, { report, photo, ...given }: Covering): Promise<ReportRow> {
  const area = parseArea(ctx, given.area)
  const seconds = typedSeconds(ctx, given.seconds)
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: report }, async (row, tx) => {
    mayLook(row)
    await layPhotoCover(ctx, tx, { report: row.id, photo, area, by: 'staff' })
    await recordLook(ctx, tx, row, { kind: 'PHOTO_COVERED', seconds })
    return { photos: true, event: { type: 'appeals.report.changed@1' } }
  })
}

/** The area is seen again; what the author covered stays covered. */
export async function uncoverPhoto(
  ctx: AppealsCtx,
  { report, cover }: { report: string; cover: string },
): Promise<ReportRow> {
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: report }, async (row, tx) => {
    mayLook(row)
    await liftPhotoCover(tx, { report: row.id, cover, by: 'staff' })
    await recordLook(ctx, tx, row, { kind: 'PHOTO_UNCOVERED', seconds: 0 })
    return { photos: true, event: { type: 'appeals.report.changed@1' } }
  })
}
