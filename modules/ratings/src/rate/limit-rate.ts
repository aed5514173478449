import type { RatingsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { RatingBursts } from '../secrets.ts'
import { settingsOf } from '../settings.ts'

/**
 * For ratings nobody was invited to: how many services one device rates in ten minutes, on whichever host, because what
 * is counted is what is stored; and a flood from one address, with device keys made up, by this host's own counter.
 */
export async function limitRate(ctx: RatingsCtx, rater: string): Promise<void> {
  const { deviceLimit, addressLimit } = settingsOf(ctx)
  const now = ctx.clock.now()
  const bursts = ctx.use(RatingBursts)
  const address = ctx.actor.kind === 'guest' ? ctx.actor.address : undefined
  const wait =
    bursts.take(`rater:${rater}`, deviceLimit * 10, now) ??
    (address === undefined ? undefined : bursts.take(`address:${address}`, addressLimit, now))
  if (wait !== undefined) throw problems.tooMany(wait)
  const recent = await ctx.db.read
    .selectFrom('rating')
    .select('created_at')
    .where('rater', '=', rater)
    .where('created_at', '>', new Date(now.getTime() - 600_000))
    .orderBy('created_at')
    .limit(deviceLimit)
    .execute()
  if (recent.length >= deviceLimit)
    throw problems.tooMany(Math.ceil((recent[0]!.created_at.getTime() + 600_000 - now.getTime()) / 1000))
}
