import type { AppealsCtx } from '../ctx.ts'
import { eventNames } from '../events.ts'
import { findTracked } from './find-tracked.ts'
import { track, type TrackedView } from './track.ts'

/** The tracking page anew after each step of its report. A wrong secret is refused at once. */
export async function* reportChanges(ctx: AppealsCtx, secret: string): AsyncGenerator<{ reportChanged: TrackedView }> {
  const { row } = await findTracked(ctx, secret)
  for await (const event of ctx.live(eventNames)) {
    if (event.data['report'] === row.id) yield { reportChanged: await track(ctx, secret) }
  }
}
