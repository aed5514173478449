import { Directory, type TaskFor } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'

export interface Duty {
  /** Whose task it is. */
  readonly to: TaskFor
  /** Who is told. */
  readonly people: ReadonlySet<string>
  /** The service that was named is closed, or nobody is in it any more. */
  readonly gone: boolean
}

const everybody: TaskFor = { permission: 'appeals.look' }
const lately = 30 * 86_400_000

/**
 * The service that the city named; when nobody is there any more, or none was named, everybody who may look: told are
 * then those who have looked in the last month, and the services whose reports wait.
 */
export async function dutyOf(ctx: AppealsCtx, waiting: readonly string[]): Promise<Duty> {
  const directory = ctx.use(Directory)
  const named = settingsOf(ctx).lookDuty.toUpperCase()
  const people = named ? await directory.peopleIn(named) : []
  if (people.length > 0) return { to: { department: named }, people: new Set(people), gone: false }
  const looked = await ctx.db.read
    .selectFrom('look')
    .select('actor')
    .distinct()
    .where('at', '>', new Date(ctx.clock.now().getTime() - lately))
    .limit(50)
    .execute()
  const theirs = await Promise.all(waiting.slice(0, 50).map((code) => directory.peopleIn(code)))
  return {
    to: everybody,
    people: new Set([...looked.map((one) => one.actor), ...theirs.flat()].slice(0, 200)),
    gone: named !== '',
  }
}
