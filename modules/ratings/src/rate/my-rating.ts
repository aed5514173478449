import type { RatingsCtx } from '../ctx.ts'
import { criteria } from '../criteria.ts'
import { RatingSecrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import { givenView } from '../show/views.ts'

/**
 * The acting person's vote for an object that would be changed by another one. A guest without a device key has none to
 * be recognised by.
 */
export async function myRating(ctx: RatingsCtx, code: string) {
  const { actor } = ctx
  if (actor.kind === 'system' || (actor.kind === 'guest' && !actor.device)) return null
  const since = new Date(ctx.clock.now().getTime() - settingsOf(ctx).periodDays * 86_400_000)
  const row = await ctx.db.read
    .selectFrom('rating')
    .select(['verified', 'updated_at', ...criteria])
    .where('rater', '=', ctx.use(RatingSecrets).rater(actor))
    .where('object', '=', code)
    .where('counted', '=', true)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? givenView(ctx, row) : null
}
