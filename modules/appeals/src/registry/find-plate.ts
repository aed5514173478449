import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'

/**
 * A place with a plate that stands.
 *
 * @param path of the input that names it
 * @throws Problem `PLACE_UNKNOWN`, also of one that was taken down
 */
export async function findPlate(ctx: AppealsCtx, typed: string, path: string) {
  const code = typed.trim().toUpperCase()
  const plate = await ctx.db.read
    .selectFrom('qr_object')
    .select(['code', 'name', 'address', 'lat', 'lon', 'department', 'territory'])
    .where('code', '=', code)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!plate) throw problems.placeUnknown(code, path)
  return plate
}
