import { Directory, type TaskFor } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'

export interface Duty {
  /** Whose task it is. */
  readonly to: TaskFor
  /** Who is told besides. */
  readonly people: readonly string[]
  /** The service that was named is closed, or nobody is in it any more. */
  readonly gone: boolean
}

/** The service that the city named, while somebody is in it; else everybody who may show and hide. */
export async function dutyOf(ctx: RatingsCtx): Promise<Duty> {
  const named = settingsOf(ctx).lookDuty.toUpperCase()
  const people = named ? await ctx.use(Directory).peopleIn(named) : []
  return people.length > 0
    ? { to: { department: named }, people, gone: false }
    : { to: { permission: 'ratings.moderate' }, people: [], gone: named !== '' }
}
