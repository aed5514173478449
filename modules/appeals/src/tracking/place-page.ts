import { Topics } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { publicWords } from '../publish/public-words.ts'
import { meantCode } from '../registry/meant-code.ts'
import { objectType } from '../registry/tiles.ts'
import { reportColumns } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import type { ObjectTypeTable, QrObjectTable } from '../storage/registry.entity.ts'
import { legalNote } from '../report/formal-appeal.ts'
import { wordsOf } from '../report/words.ts'
import { publicViews } from './public-view.ts'

interface Found {
  readonly object: Pick<QrObjectTable, 'code' | 'type' | 'name' | 'address' | 'lat' | 'lon'>
  readonly type: Pick<ObjectTypeTable, 'code' | 'title' | 'icon' | 'tiles'> | null
}

/**
 * The page behind a QR code.
 * @throws Problem `PLACE_UNKNOWN` for a code that this city does not have, or has switched off
 */
export async function placePage(ctx: AppealsCtx, typed: string) {
  const code = await meantCode(ctx, typed)
  const [found, reports, leaves, words] = await Promise.all([
    sql<Found>`select to_jsonb(o) as object, case when t.code is not null then to_jsonb(t) end as type
      from (select code, type, name, address, lat, lon from appeals.qr_object where code = ${code} and active) o
      left join (select code, title, icon, tiles from appeals.object_type) t on t.code = o.type`.execute(ctx.db.read),
    ctx.db.read
      .selectFrom('report')
      .select(reportColumns)
      .where('object', '=', code)
      .where('closed_at', 'is', null)
      .orderBy('created_at', 'desc')
      .limit(20)
      .execute(),
    ctx.use(Topics).leaves(),
    wordsOf(ctx),
  ])
  const [row] = found.rows
  if (!row) throw problems.placeUnknown(code)
  const { object } = row
  const type = objectType(object.type, row.type)
  const cover = (text: string): string => publicWords(text, { covering: words.covering }) ?? ''
  const callFirst = new Map(leaves.map((topic) => [topic.code, topic.callFirst]))
  return {
    __typename: 'Place' as const,
    code: object.code,
    name: cover(ctx.say(object.name)),
    type: object.type,
    typeTitle: ctx.say(type.title),
    address: cover(object.address),
    point: object.lat === null || object.lon === null ? null : { lat: object.lat, lon: object.lon },
    // a tile whose topic the city has given up would lead nowhere
    tiles: type.tiles
      .filter((tile) => callFirst.has(tile.topic))
      .map((tile) => ({
        code: tile.code,
        title: ctx.say(tile.title),
        icon: tile.icon,
        topic: tile.topic,
        callFirst: callFirst.get(tile.topic) ?? null,
      })),
    openReports: await publicViews(ctx, reports),
    legal: legalNote(ctx),
    maxPhotos: settingsOf(ctx).maxPhotos,
  }
}
