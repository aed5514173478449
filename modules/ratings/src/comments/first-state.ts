import type { RatingsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import type { CommentState } from '../storage/ratings.entity.ts'

/** How words stand as they come in: by the city's rule they wait for a look, or need none. */
export const firstState = (ctx: RatingsCtx, comment: string | null): CommentState =>
  comment === null ? 'NONE' : settingsOf(ctx).publish === 'at-once' ? 'SHOWN' : 'CHECKING'
