import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { boxAround } from '../report/distance.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import { isDuplicate, type Sighting } from './duplicates.ts'

/** More would not be read before sending. */
const most = 5

/** Reports that may be the same thing, the likeliest (same object, then newest) first. */
export async function findDuplicates(ctx: AppealsCtx, seen: Sighting): Promise<readonly ReportRow[]> {
  const { duplicateRadius: radius, duplicateDays: days } = settingsOf(ctx)
  const now = ctx.clock.now()
  const box = seen.point && boxAround(seen.point, radius)
  if (!box && seen.object === null) return []
  const since = new Date(now.getTime() - days * 86_400_000)
  const rows = await ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('withdrawn_at', 'is', null)
    // one branch for each range of an index: an object's whole past is not read for what is alive on it
    .where((eb) =>
      eb.or([
        ...(seen.object === null
          ? []
          : [
              eb.and([eb('object', '=', seen.object), eb('closed_at', 'is', null)]),
              eb.and([eb('object', '=', seen.object), eb('closed_at', '>=', since)]),
            ]),
        ...(box
          ? [
              eb.and([
                eb('topic', '=', seen.topic),
                eb('lat', '>=', box.south),
                eb('lat', '<=', box.north),
                eb('lon', '>=', box.west),
                eb('lon', '<=', box.east),
                eb.or([eb('closed_at', 'is', null), eb('closed_at', '>=', since)]),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy((eb) => eb(sql`coalesce(object, '')`, '=', seen.object ?? ''), 'desc')
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return rows
    .filter((row) => isDuplicate({ ...row, point: pointOf(row), closedAt: row.closed_at }, seen, { radius, days, now }))
    .slice(0, most)
}

const pointOf = ({ lat, lon }: ReportRow) => (lat === null || lon === null ? null : { lat, lon })
