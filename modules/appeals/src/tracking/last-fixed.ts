import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { reportColumns } from '../report/report-row.ts'
import { publicViews, type PublicView } from './public-view.ts'

const most = 3

/** What the city can be proud of: the newest confirmed reports with a photo of both that strangers may see. */
export async function lastFixed(ctx: AppealsCtx): Promise<readonly PublicView[]> {
  const passed = (kind: 'BEFORE' | 'AFTER') =>
    sql<boolean>`exists (select from appeals.report_photo p where p.city = report.city and p.report = report.id
      and p.kind = ${kind} and p.visibility = 'PASSED'
      and not p.covers @> '[{"x": 0, "y": 0, "width": 1, "height": 1}]')`
  const rows = await ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('status', '=', 'CONFIRMED')
    .where('withdrawn_at', 'is', null)
    .where('photo_consent', '=', true)
    .where(passed('BEFORE'))
    .where(passed('AFTER'))
    .orderBy('confirmed_at', 'desc')
    .limit(most)
    .execute()
  return publicViews(ctx, rows)
}
