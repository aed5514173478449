import { Cities, Directory, type GeoPoint } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'

/**
 * A point outside the city is asked about before anything is sent: phones are wrong, axes get turned, and people report
 * what they have seen next door. Whoever means it says so.
 *
 * @throws Problem `PLACE_ELSEWHERE`
 */
export async function questionPoint(ctx: AppealsCtx, point: GeoPoint): Promise<void> {
  const directory = ctx.use(Directory)
  if (await directory.holds(point)) return
  const turned = { lat: point.lon, lon: point.lat }
  const axes = Math.abs(turned.lat) <= 90 && (await directory.holds(turned))
  const city = axes ? undefined : await ctx.use(Cities).at(point)
  throw problems.placeElsewhere({
    point,
    turned: axes ? turned : null,
    city: city ? { slug: city.slug, name: ctx.say(city.name) } : null,
  })
}
