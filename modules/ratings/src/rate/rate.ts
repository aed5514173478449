import { parseInput, uuidv7 } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx, RatingsTx } from '../ctx.ts'
import { criteria, overallOf, type Scores } from '../criteria.ts'
import { problems } from '../problems.ts'
import { RatingSecrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import { forgetLoaded, loadersOf } from '../show/standings.ts'
import { givenView } from '../show/views.ts'
import type { RatingTable } from '../storage/ratings.entity.ts'
import { limitRate } from './limit-rate.ts'
import { rateInput, type RateInput } from './rate-input.ts'
import { targetOf, type RateTarget } from './rate-target.ts'
import { firstState } from '../comments/first-state.ts'
import { count, uncount } from './tally.ts'
import { useInvitation } from './use-invitation.ts'

type Kept = Scores &
  Pick<RatingTable, 'id' | 'object' | 'verified' | 'counted' | 'created_at' | 'comment' | 'comment_state'>
const kept = ['id', 'object', 'verified', 'counted', 'created_at', 'comment', 'comment_state', ...criteria] as const

/** Four scores and perhaps a few words: by invitation, on the page of what was done, or of one's own accord. */
export async function rate(ctx: RatingsCtx, raw: unknown) {
  const input = parseInput(rateInput, raw, ctx.lang)
  const target = await targetOf(ctx, input)
  const rater = raterOf(ctx, target)
  if (target.subject === null) await limitRate(ctx, rater)
  const { id, changed } = await ctx.db.transaction(async (tx) => {
    const done = await store(ctx, tx, input, target, rater)
    tell(ctx, tx, {
      ...target,
      rating: done.id,
      scores: input.scores,
      changed: done.changed,
      verified: done.verified,
      department: (await loadersOf(ctx).standings()).register.byCode.get(target.object)?.department ?? null,
    })
    return done
  })
  forgetLoaded(ctx)
  const row = await ctx.db.read
    .selectFrom('rating')
    .select(['verified', 'updated_at', ...criteria])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { __typename: 'Rated' as const, objectCode: target.object, changed, given: givenView(ctx, row) }
}

/** Guests behind one address must not change each other's ratings of what was done for each of them. */
function raterOf(ctx: RatingsCtx, { subject }: RateTarget): string {
  const { actor } = ctx
  return ctx
    .use(RatingSecrets)
    .rater(subject !== null && actor.kind === 'guest' && !actor.device ? { kind: 'guest', device: subject } : actor)
}

async function store(
  ctx: RatingsCtx,
  tx: RatingsTx,
  input: RateInput,
  { object, subject, token }: RateTarget,
  rater: string,
): Promise<{ id: string; changed: boolean; verified: boolean }> {
  const now = ctx.clock.now()
  const { periodDays } = settingsOf(ctx)
  const since = new Date(now.getTime() - periodDays * 86_400_000)
  // whoever sends twice at once is one after the other
  for (const one of [`${object} ${rater}`, ...(subject === null ? [] : [subject])].sort())
    await tx.run(sql`select core.take_turn(${one})`)
  const own =
    subject === null
      ? undefined
      : await tx.kysely.selectFrom('rating').select(kept).where('subject', '=', subject).executeTakeFirst()
  if (subject !== null) await useInvitation(ctx, tx, subject, token)
  if (own && own.created_at <= since) throw problems.ratingClosed(periodDays)
  const vote = await tx.kysely
    .selectFrom('rating')
    .select(kept)
    .where('object', '=', object)
    .where('rater', '=', rater)
    .where('counted', '=', true)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()

  const before = own ?? (subject === null ? vote : undefined)
  if (before) {
    await change(ctx, tx, before, input, now)
    return { id: before.id, changed: true, verified: before.verified }
  }
  // another thing was done for the same person: their newer word counts, once
  if (vote) {
    await tx.kysely.updateTable('rating').set({ counted: false }).where('id', '=', vote.id).execute()
    await uncount(tx, vote)
  }
  const row = {
    id: uuidv7(now.getTime()),
    object,
    subject,
    verified: subject !== null,
    counted: true,
    ...input.scores,
    rater,
    person: ctx.actor.kind === 'person' ? ctx.actor.key : null,
    comment: input.comment,
    comment_state: firstState(ctx, input.comment),
    created_at: now,
    updated_at: now,
  }
  await tx.kysely
    .insertInto('rating')
    .values({ ...row, hidden_reason: null, answer: null, answered_by: null, answered_at: null })
    .execute()
  await count(tx, row)
  return { id: row.id, changed: vote !== undefined, verified: row.verified }
}

async function change(
  ctx: RatingsCtx,
  tx: RatingsTx,
  before: Kept,
  { scores, comment }: RateInput,
  now: Date,
): Promise<void> {
  // words that have changed are read again before others see them; those that stay keep what was decided
  const words =
    comment === before.comment ? {} : { comment, comment_state: firstState(ctx, comment), hidden_reason: null }
  await tx.kysely
    .updateTable('rating')
    .set({ ...scores, ...words, updated_at: now })
    .where('id', '=', before.id)
    .execute()
  if (!before.counted) return
  await uncount(tx, before)
  await count(tx, { ...before, ...scores })
}

interface Said {
  readonly rating: string
  readonly object: string
  readonly department: string | null
  readonly subject: string | null
  readonly verified: boolean
  readonly scores: Scores
  readonly changed: boolean
}

function tell(
  ctx: RatingsCtx,
  tx: RatingsTx,
  { scores, changed, rating, object, department, subject, verified }: Said,
): void {
  const overall = overallOf(scores)
  const data = { rating, object, department, subject, verified, overall }
  tx.emit({ type: 'ratings.rating.submitted@1', subject: `ratings:Rating:${rating}`, data: { ...data, changed } })
  if (overall <= settingsOf(ctx).lowScore)
    tx.emit({ type: 'ratings.rating.low@1', subject: `ratings:Rating:${rating}`, data })
}
