import { coverWords, Directory, type PersonalWordsOptions } from '@vmeste/sdk'
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

/** Whose comment it is answered by, and which telephones of the city's own services stay readable. */
export interface Public {
  /** Name of the service that answers. */
  readonly service: string
  readonly known: PersonalWordsOptions['known']
}

/**
 * What strangers read: words that were looked at, and in place of hidden ones the reason. Nobody's name, for an answer
 * is the service's; no phone or flat that whoever looked has passed over.
 */
export const publicComment = (ctx: RatingsCtx, row: CommentRow, { service, known }: Public) => {
  const cover = (text: string | null) => coverWords(text, { country: ctx.city.country, known })
  return {
    id: row.id,
    at: row.created_at,
    verified: row.verified,
    given: givenView(ctx, row),
    text: row.comment_state === 'SHOWN' ? cover(row.comment) : null,
    hiddenReason: row.comment_state === 'HIDDEN' ? cover(row.hidden_reason) : null,
    answer: row.answer === null ? null : { text: cover(row.answer), by: service, at: row.answered_at },
  }
}

/** What staff read: all of it, and what is still owed. */
export async function staffComment(ctx: RatingsCtx, row: CommentRow, low: boolean) {
  const { register } = await loadersOf(ctx).standings()
  const object = register.byCode.get(row.object)
  const objectTitle = object ? ctx.say(object.title) : row.object
  // kept is a key alone: a name that is written down here would outlive whoever bears it
  const member = row.answered_by === null ? undefined : await ctx.use(Directory).member(row.answered_by)
  return {
    __typename: 'RatingComment' as const,
    id: row.id,
    at: row.created_at,
    verified: row.verified,
    given: givenView(ctx, row),
    text: row.comment,
    state: row.comment_state,
    hiddenReason: row.hidden_reason,
    answer: row.answer === null ? null : { text: row.answer, by: member?.name ?? objectTitle, at: row.answered_at },
    low,
    objectCode: row.object,
    objectTitle,
    subject: row.subject,
  }
}
