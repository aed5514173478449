import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { layPhotoCover, liftPhotoCover, parseArea } from '../publish/lay-photo-cover.ts'
import { changeReport } from '../work/change-report.ts'
import { findTracked } from './find-tracked.ts'
import { trackedView, type TrackedView } from './track.ts'

interface Mine {
  readonly secret: string
  readonly photo: string
  readonly area?: unknown
}

const all = { x: 0, y: 0, width: 1, height: 1 }

/** Whoever reported hides their own photo from others, or an area of it; they go on seeing it. */
export function coverMyPhoto(ctx: AppealsCtx, { secret, photo, area }: Mine): Promise<TrackedView> {
  const typed = parseArea(ctx, area ?? all)
  return changeMine(ctx, secret, (tx, report) => layPhotoCover(ctx, tx, { report, photo, area: typed, by: 'author' }))
}

/** And shows it again, once staff do. */
export const uncoverMyPhoto = (
  ctx: AppealsCtx,
  { secret, cover }: { secret: string; cover: string },
): Promise<TrackedView> => changeMine(ctx, secret, (tx, report) => liftPhotoCover(tx, { report, cover, by: 'author' }))

async function changeMine(
  ctx: AppealsCtx,
  secret: string,
  change: (tx: AppealsTx, report: string) => Promise<void>,
): Promise<TrackedView> {
  const tracked = await findTracked(ctx, secret)
  if (tracked.party !== 'REPORTER') throw problems.photoNotYours()
  if (!tracked.own) throw problems.trackingSignIn()
  const row = await changeReport(ctx, { id: tracked.row.id }, async ({ id }, tx) => {
    await change(tx, id)
    return { photos: true, event: { type: 'appeals.report.changed@1' } }
  })
  return trackedView(ctx, { ...tracked, row })
}
