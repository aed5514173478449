import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { reportColumns } from '../report/report-row.ts'
import { photosOf, lastAfter } from '../report/photos.ts'
import { whereOf } from '../work/report-filter.ts'
import { reportView } from '../work/report-view.ts'
import { audienceOf, type Viewer } from '../work/viewer.ts'
import { wordsOf } from '../report/words.ts'

const most = 6

/** «Было — стало»: the newest confirmed reports that have a photo of both. */
export async function beforeAfter(ctx: AppealsCtx, { viewer, from, to }: { viewer: Viewer; from: Date; to: Date }) {
  const shows = (kind: 'BEFORE' | 'AFTER') =>
    sql<boolean>`exists (select from appeals.report_photo p where p.city = report.city and p.report = report.id
      and p.kind = ${kind} and p.visibility <> 'HIDDEN')`
  const [rows, words] = await Promise.all([
    ctx.db.read
      .selectFrom('report')
      .select(reportColumns)
      .where(whereOf({ confirmedFrom: from, confirmedBefore: to, status: ['CONFIRMED'] }, viewer))
      .where(shows('BEFORE'))
      .where(shows('AFTER'))
      .orderBy('confirmed_at', 'desc')
      .limit(most)
      .execute(),
    wordsOf(ctx),
  ])
  const photos = await photosOf(
    ctx,
    rows.map((row) => row.id),
    (photo) => (photo.visibility === 'HIDDEN' ? undefined : audienceOf(viewer)),
  )
  return rows.flatMap((row) => {
    const linked = photos.get(row.id)?.linked ?? []
    const [before, after] = [linked.find((photo) => photo.kind === 'BEFORE'), lastAfter(linked)[0]]
    return before && after ? [{ report: reportView(row, viewer, words, ctx.clock.now()), before, after }] : []
  })
}
