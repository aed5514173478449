import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { boxAround } from '../distance.ts'
import { openStatuses } from '../report-status.ts'
import { reportColumns, type ReportRow } from '../report-row.ts'
import { settingsOf } from '../settings.ts'
import type { Tables } from '../storage/tables.ts'
import { isDuplicate, type Sighting } from './duplicates.ts'

/** More would not be read before sending. */
const most = 5

/** Reports that may be the same thing, the likeliest (same object, then newest) first. */
export async function findDuplicates(ctx: Ctx<Tables>, seen: Sighting): Promise<readonly ReportRow[]> {
  const { duplicateRadius: radius, duplicateDays: days } = settingsOf(ctx)
  const now = ctx.clock.now()
  const box = seen.point && boxAround(seen.point, radius)
  if (!box && seen.object === null) return []
  const rows = await ctx.db.read.selectFrom('report').select(reportColumns)
    .where((eb) => eb.or([
      ...(seen.object === null ? [] : [eb('object', '=', seen.object)]),
      ...(box ? [eb.and([eb('topic', '=', seen.topic), eb('lat', '>=', box.south), eb('lat', '<=', box.north), eb('lon', '>=', box.west), eb('lon', '<=', box.east)])] : []),
    ]))
    .where((eb) => eb.or([eb('status', 'in', openStatuses), eb('closed_at', '>=', new Date(now.getTime() - days * 86_400_000))]))
    .orderBy((eb) => eb(sql`coalesce(object, '')`, '=', seen.object ?? ''), 'desc').orderBy('created_at', 'desc').limit(50).execute()
  return rows.filter((row) => isDuplicate({ ...row, point: pointOf(row), closedAt: row.closed_at }, seen, { radius, days, now })).slice(0, most)
}

const pointOf = ({ lat, lon }: ReportRow) => (lat === null || lon === null ? null : { lat, lon })
