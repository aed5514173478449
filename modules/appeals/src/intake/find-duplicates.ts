import { boxAround } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { addressKey } from '../report/address-key.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import { isDuplicate, type Known, type Sighting } from './duplicates.ts'

/** More would not be read before sending. */
const most = 5

/**
 * Reports that may be the same thing, the likeliest (same object, then newest) first.
 *
 * @param own hash of the submission that asks: sent twice at one moment, it is no duplicate of itself
 */
export async function findDuplicates(ctx: AppealsCtx, seen: Sighting, own: string): Promise<readonly ReportRow[]> {
  const { duplicateRadius: radius, duplicateDays: days } = settingsOf(ctx)
  const now = ctx.clock.now()
  const box = seen.point && boxAround(seen.point, radius)
  if (!box && seen.object === null && seen.house === undefined) return []
  const since = new Date(now.getTime() - days * 86_400_000)
  const rows = await ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('withdrawn_at', 'is', null)
    .where('submission_hash', '!=', own)
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
        ...(seen.house === undefined
          ? []
          : [
              eb.and([eb('topic', '=', seen.topic), eb('address_key', '=', seen.house), eb('closed_at', 'is', null)]),
              eb.and([eb('topic', '=', seen.topic), eb('address_key', '=', seen.house), eb('closed_at', '>=', since)]),
            ]),
      ]),
    )
    .orderBy((eb) => eb(sql`coalesce(object, '')`, '=', seen.object ?? ''), 'desc')
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return rows.filter((row) => isDuplicate(knownOf(ctx, row), seen, { radius, days, now })).slice(0, most)
}

/** The key of a house in this city, whose name people may write before the street. */
export const houseOf = ({ city }: AppealsCtx, address: string | null): string | undefined =>
  addressKey(address, Object.values(city.name))

const knownOf = (ctx: AppealsCtx, row: ReportRow): Known => ({
  ...row,
  point: pointOf(row),
  closedAt: row.closed_at,
  house: houseOf(ctx, row.address),
})

const pointOf = ({ lat, lon }: ReportRow) => (lat === null || lon === null ? null : { lat, lon })
