import { parseInput, visibleText, z } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { overallOf } from '../criteria.ts'
import { problems } from '../problems.ts'
import { settingsOf } from '../settings.ts'
import type { RatingTable } from '../storage/ratings.entity.ts'
import { commentColumns, staffComment } from './comment-row.ts'
import { objectsOf } from './own-objects.ts'

const id = z.uuid()
const words = visibleText(2000, { lines: true })

/** The organisation's word, under what was written; without words a rating can be answered too. */
export const answerComment = (ctx: RatingsCtx, given: { id: string; text: string }) => {
  const text = parseInput(words, given.text, ctx.lang, 'text')
  const person = ctx.person()
  return change(ctx, given.id, 'ratings.answer', () => ({
    answer: text,
    answered_by: person.key,
    answered_at: ctx.clock.now(),
  }))
}

/** Looked at, and fit for everybody to read. */
export const showComment = (ctx: RatingsCtx, given: { id: string }) =>
  change(ctx, given.id, 'ratings.moderate', (row) =>
    row.comment === null ? {} : { comment_state: 'SHOWN', hidden_reason: null },
  )

/** Not for everybody to read, with the reason for everybody to read. The stars stay. */
export const hideComment = (ctx: RatingsCtx, given: { id: string; reason: string }) => {
  const reason = parseInput(words, given.reason, ctx.lang, 'reason')
  return change(
    ctx,
    given.id,
    'ratings.moderate',
    (row) => (row.comment === null ? {} : { comment_state: 'HIDDEN', hidden_reason: reason }),
    { reason },
  )
}

async function change(
  ctx: RatingsCtx,
  given: string,
  action: string,
  set: (row: Pick<RatingTable, 'comment'>) => Partial<Omit<RatingTable, 'city'>>,
  detail: Record<string, unknown> = {},
) {
  const known = parseInput(id, given, ctx.lang, 'id')
  const mine = await objectsOf(ctx)
  const row = await ctx.db.transaction(async (tx) => {
    const before = await tx.kysely
      .selectFrom('rating')
      .select(['object', 'comment'])
      .where('id', '=', known)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw problems.commentUnknown()
    if (mine !== 'all' && !mine.includes(before.object)) throw problems.otherDepartment()
    const changes = set(before)
    if (Object.keys(changes).length > 0)
      await tx.kysely.updateTable('rating').set(changes).where('id', '=', known).execute()
    tx.audit({ action, subject: `ratings:Rating:${known}`, detail })
    return tx.kysely.selectFrom('rating').select(commentColumns).where('id', '=', known).executeTakeFirstOrThrow()
  })
  return staffComment(ctx, row, overallOf(row) <= settingsOf(ctx).lowScore)
}
