import { boxAround, metresBetween, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { publicWords } from '../publish/public-words.ts'
import { wordsOf } from '../report/words.ts'
import { pointInput } from '../report/point-input.ts'

const most = 200
const around = z.object({
  point: pointInput,
  radius: z
    .int()
    .min(1)
    .max(10_000)
    .nullish()
    .transform((metres) => metres ?? 3000),
})

/** Places with a plate in the street around a point, nearest first: what a map without streets can show. */
export async function placesAround(ctx: AppealsCtx, raw: unknown) {
  const { point, radius } = parseInput(around, raw, ctx.lang, 'around')
  const box = boxAround(point, radius)
  const { covering } = await wordsOf(ctx)
  const rows = await ctx.db.read
    .selectFrom('qr_object')
    .select(['code', 'name', 'address', 'lat', 'lon'])
    .where('active', '=', true)
    .where('lat', '>=', box.south)
    .where('lat', '<=', box.north)
    .where('lon', '>=', box.west)
    .where('lon', '<=', box.east)
    .orderBy('code')
    .limit(5000)
    .execute()
  return rows
    .flatMap(({ code, name, address, lat, lon }) => {
      if (lat === null || lon === null) return []
      const metres = metresBetween(point, { lat, lon })
      return metres <= radius ? [{ metres, code, name, address, point: { lat, lon } }] : []
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most)
    .map(({ code, name, address, point }) => ({
      code,
      name: publicWords(ctx.say(name), { covering }) ?? '',
      address: publicWords(address, { covering }) ?? '',
      point,
    }))
}
