import type { RatingsCtx } from '../ctx.ts'
import { criteria } from '../criteria.ts'
import { loadersOf } from '../show/standings.ts'
import { givenView } from '../show/views.ts'
import type { RatingTable } from '../storage/ratings.entity.ts'

export const commentColumns = [
  'id',
  'object',
  'subject',
  'verified',
  'counted',
  'comment',
  'comment_state',
  'hidden_reason',
  'answer',
  'answered_by',
  'answered_at',
  'created_at',
  'updated_at',
  ...criteria,
] as const
export type CommentRow = Pick<RatingTable, (typeof commentColumns)[number]>

const answerOf = (row: CommentRow) =>
  row.answer === null ? null : { text: row.answer, by: row.answered_by, at: row.answered_at }

/**
 * What strangers read: words that were looked at, and in place of hidden ones the reason. Nobody's name: an answer is
 * the service's.
 */
export const publicComment = (ctx: RatingsCtx, row: CommentRow, service: string) => ({
  id: row.id,
  at: row.created_at,
  verified: row.verified,
  given: givenView(ctx, row),
  text: row.comment_state === 'SHOWN' ? row.comment : null,
  hiddenReason: row.comment_state === 'HIDDEN' ? row.hidden_reason : null,
  answer: row.answer === null ? null : { text: row.answer, by: service, at: row.answered_at },
})

/** What staff read: all of it, and what is still owed. */
export async function staffComment(ctx: RatingsCtx, row: CommentRow, low: boolean) {
  const { register } = await loadersOf(ctx).standings()
  const object = register.byCode.get(row.object)
  return {
    __typename: 'RatingComment' as const,
    id: row.id,
    at: row.created_at,
    verified: row.verified,
    given: givenView(ctx, row),
    text: row.comment,
    state: row.comment_state,
    hiddenReason: row.hidden_reason,
    answer: answerOf(row),
    low,
    objectCode: row.object,
    objectTitle: object ? ctx.say(object.title) : row.object,
    subject: row.subject,
  }
}
