import { Directory, parseInput, readCursor, writeCursor, z } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import type { RatingsCtx } from '../ctx.ts'
import { criteria } from '../criteria.ts'
import { settingsOf } from '../settings.ts'
import { loadersOf } from '../show/standings.ts'
import { commentColumns, publicComment, staffComment, type CommentRow } from './comment-row.ts'
import { objectsOf } from './own-objects.ts'

export const queues = ['ALL', 'TO_READ', 'LOW', 'HIDDEN'] as const
const page = {
  first: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform((count) => count ?? 20),
  after: z.string().max(200).nullish(),
}
const asked = z.object({
  queue: z
    .enum(queues)
    .nullish()
    .transform((queue) => queue ?? 'ALL'),
  object: z.string().max(60).nullish(),
  ...page,
})
const askedPublic = z.object(page)

const sumOf = sql<number>`(${sql.join(
  criteria.map((name) => sql.ref(name)),
  sql` + `,
)})`
/** At or below the city's threshold. */
const isLow = (ctx: RatingsCtx) => sql<SqlBool>`${sumOf} <= ${settingsOf(ctx).lowScore * criteria.length}`

/**
 * For staff, newest first: whoever moderates sees all, the others what was said of their departments. `LOW` is the list
 * of those who still wait for an answer.
 */
export async function ratingComments(ctx: RatingsCtx, raw: unknown) {
  const { queue, object, first, after } = parseInput(asked, raw, ctx.lang, 'ratingComments')
  const { register } = await loadersOf(ctx).standings()
  const mine = await objectsOf(ctx)
  const wanted = object ? register.below(object).filter((code) => mine === 'all' || mine.includes(code)) : mine
  if (wanted !== 'all' && wanted.length === 0) return { nodes: [], endCursor: null, hasNext: false }
  let query = ctx.db.read.selectFrom('rating').select(commentColumns).select(isLow(ctx).as('low'))
  if (wanted !== 'all') query = query.where('object', 'in', wanted)
  if (queue === 'TO_READ') query = query.where('comment_state', '=', 'CHECKING')
  if (queue === 'HIDDEN') query = query.where('comment_state', '=', 'HIDDEN')
  if (queue === 'LOW') query = query.where('answer', 'is', null).where(isLow(ctx))
  if (queue === 'ALL') query = query.where('comment_state', '<>', 'NONE')
  if (after) query = query.where(olderThan(after))
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute()
  return {
    nodes: await Promise.all(rows.slice(0, first).map((row) => staffComment(ctx, row, Boolean(row.low)))),
    ...endOf(rows, first),
  }
}

/** For everybody, of one object with its parts: what was looked at, newest first; nothing where the city shows no comments. */
export async function publicComments(ctx: RatingsCtx, code: string, raw: unknown) {
  const { first, after } = parseInput(askedPublic, raw, ctx.lang, 'comments')
  if (settingsOf(ctx).publish === 'never') return { nodes: [], endCursor: null, hasNext: false }
  const { register } = await loadersOf(ctx).standings()
  let query = ctx.db.read
    .selectFrom('rating')
    .select(commentColumns)
    .where('object', 'in', register.below(code))
    .where('comment_state', 'in', ['SHOWN', 'HIDDEN'])
  if (after) query = query.where(olderThan(after))
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute()
  const known = (await ctx.use(Directory).departments()).map(({ phone }) => phone)
  const serviceOf = (object: string): string => {
    const title = register.byCode.get(object)?.title
    return title ? ctx.say(title) : object
  }
  return {
    nodes: rows.slice(0, first).map((row) => publicComment(ctx, row, { service: serviceOf(row.object), known })),
    ...endOf(rows, first),
  }
}

function olderThan(after: string) {
  const { at, id } = readCursor(after)
  return sql<SqlBool>`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`
}

function endOf(rows: readonly CommentRow[], first: number): { endCursor: string | null; hasNext: boolean } {
  const last = rows.slice(0, first).at(-1)
  return { endCursor: last ? writeCursor(last.created_at, last.id) : null, hasNext: rows.length > first }
}
