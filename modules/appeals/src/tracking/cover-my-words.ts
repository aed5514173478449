import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { findTracked } from './find-tracked.ts'
import { trackedView, type TrackedView } from './track.ts'
import { changeReport } from '../work/change-report.ts'
import { author } from '../publish/covers-of.ts'
import { layCover, liftCover, parseCover } from '../publish/lay-cover.ts'

interface Mine {
  readonly secret: string
  readonly part: string
  readonly step?: string | null
  readonly from: number
  readonly to: number
}

/** Whoever reported covers a stretch of what they wrote themselves; they go on reading it. */
export async function coverMyWords(ctx: AppealsCtx, { secret, ...given }: Mine): Promise<TrackedView> {
  const cover = parseCover(ctx, given)
  const tracked = await findTracked(ctx, secret)
  if (tracked.party !== 'REPORTER') throw problems.coverNotYours()
  if (!tracked.own) throw problems.trackingSignIn()
  const row = await changeReport(ctx, { id: tracked.row.id }, async (now, tx) => {
    await layCover(
      ctx,
      tx,
      now,
      cover,
      author,
      ({ part, kind }) => part === 'TEXT' || part === 'ADDRESS' || kind === 'REOPENED',
    )
    return { set: { covers: now.covers + 1 }, event: { type: 'appeals.report.changed@1' } }
  })
  return trackedView(ctx, { ...tracked, row })
}

/** And takes their own cover off again. */
export async function uncoverMyWords(
  ctx: AppealsCtx,
  { secret, cover }: { secret: string; cover: string },
): Promise<TrackedView> {
  const tracked = await findTracked(ctx, secret)
  if (tracked.party !== 'REPORTER') throw problems.coverNotYours()
  if (!tracked.own) throw problems.trackingSignIn()
  const row = await changeReport(ctx, { id: tracked.row.id }, async (now, tx) => {
    await liftCover(ctx, tx, now, cover, 'author')
    return { set: { covers: now.covers - 1 }, event: { type: 'appeals.report.changed@1' } }
  })
  return trackedView(ctx, { ...tracked, row })
}
