import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport } from '../work/change-report.ts'
import { layCover, liftCover, parseCover } from './lay-cover.ts'
import { looker, recordLook, typedSeconds } from './record-look.ts'

interface Covering {
  readonly report: string
  readonly part: string
  readonly step?: string | null
  readonly from: number
  readonly to: number
  readonly seconds?: number | null
}

/** «Скрыть»: strangers stop reading a stretch of a text, on every page and in every letter that has not left. */
export async function coverReport(ctx: AppealsCtx, { report, seconds: took, ...given }: Covering): Promise<ReportRow> {
  const cover = parseCover(ctx, given)
  const seconds = typedSeconds(ctx, took)
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: report }, async (row, tx) => {
    mayLook(row)
    await layCover(ctx, tx, row, cover, ctx.person().key)
    await recordLook(ctx, tx, row, { kind: 'COVERED', seconds })
    return { set: { covers: row.covers + 1 }, event: { type: 'appeals.report.changed@1' } }
  })
}

/** The stretch is read again; what its author covered stays covered. */
export async function uncoverReport(
  ctx: AppealsCtx,
  { report, cover }: { report: string; cover: string },
): Promise<ReportRow> {
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: report }, async (row, tx) => {
    mayLook(row)
    await liftCover(ctx, tx, row, cover, 'staff')
    await recordLook(ctx, tx, row, { kind: 'UNCOVERED', seconds: 0 })
    return { set: { covers: row.covers - 1 }, event: { type: 'appeals.report.changed@1' } }
  })
}
