import { BurstLimit } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { settingsOf } from '../settings.ts'

/** Reports of the last minutes on this host. */
export abstract class ReportBursts extends BurstLimit {}

const windowMs = 600_000

export const windowStart = (ctx: AppealsCtx): Date => new Date(ctx.clock.now().getTime() - windowMs)

/**
 * The 21st report in ten minutes from one device or person is refused, on whichever host it arrives, because what is
 * counted is what is stored; and a flood from one address, with device keys made up, by this host's own counter.
 */
export function limitRate(ctx: AppealsCtx, seen: { recent: number; oldest: Date | null }): void {
  const { deviceLimit, addressLimit } = settingsOf(ctx)
  const now = ctx.clock.now()
  if (seen.recent >= deviceLimit)
    throw problems.tooMany(Math.ceil(((seen.oldest ?? now).getTime() + windowMs - now.getTime()) / 1000))
  const address = ctx.actor.kind === 'guest' ? ctx.actor.address : undefined
  const wait = address === undefined ? undefined : ctx.use(ReportBursts).take(`address:${address}`, addressLimit, now)
  if (wait !== undefined) throw problems.tooMany(wait)
}

/**
 * The same limit for a burst: reports that are all being checked at this moment have not been stored yet, so none would
 * count.
 */
export function limitBurst(ctx: AppealsCtx, actor: string): void {
  const wait = ctx.use(ReportBursts).take(`actor:${actor}`, settingsOf(ctx).deviceLimit, ctx.clock.now())
  if (wait !== undefined) throw problems.tooMany(wait)
}
