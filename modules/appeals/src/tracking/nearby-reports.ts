import { boxAround, metresBetween, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { openStatuses } from '../life/report-status.ts'
import { reportColumns } from '../report/report-row.ts'
import { publicViews, type PublicView } from './public-view.ts'
import { pointInput } from '../report/point-input.ts'

const nearby = z.object({
  point: pointInput,
  topic: z.string().max(40).nullish(),
  radius: z
    .int()
    .min(1)
    .max(500)
    .nullish()
    .transform((metres) => metres ?? 250),
})

/** Open reports around a point, nearest first; a village sees all of its own, a metropolis the nearest twenty. */
export async function nearbyReports(ctx: AppealsCtx, raw: unknown): Promise<readonly PublicView[]> {
  const { point, topic, radius } = parseInput(nearby, raw, ctx.lang, 'nearby')
  const box = boxAround(point, radius)
  let query = ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('status', 'in', openStatuses)
    .where('withdrawn_at', 'is', null)
    .where('lat', '>=', box.south)
    .where('lat', '<=', box.north)
    .where('lon', '>=', box.west)
    .where('lon', '<=', box.east)
  if (topic) query = query.where('topic', '=', topic)
  const rows = await query.orderBy('created_at', 'desc').limit(300).execute()
  const near = rows
    .flatMap((row) => {
      const metres =
        row.lat === null || row.lon === null ? Infinity : metresBetween(point, { lat: row.lat, lon: row.lon })
      return metres <= radius ? [{ row, metres }] : []
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, 20)
  return publicViews(
    ctx,
    near.map(({ row }) => row),
    point,
  )
}
