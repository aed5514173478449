import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { limitsOf } from '../report/limits.ts'
import { publicText } from './cover-words.ts'
import { publicStatusOf, refusal } from '../report/report-status.ts'
import { nextText, stepText } from '../report/step-texts.ts'
import { legalNote, placeView, wordsOf } from '../report/words.ts'
import { findTracked, type Tracked } from './find-tracked.ts'
import { lastAfter, photosOf } from './photos.ts'
import { photoState } from './public-view.ts'

/** The tracking page of a secret link. */
export const track = async (ctx: AppealsCtx, secret: string): Promise<TrackedView> =>
  trackedView(ctx, await findTracked(ctx, secret))

/** No personal datum, though the link is secret: people show it to neighbours. */
export async function trackedView(ctx: AppealsCtx, { row, party, contactGiven }: Tracked) {
  const mine = party === 'REPORTER'
  const [words, history, photos] = await Promise.all([
    wordsOf(ctx),
    ctx.db.read
      .selectFrom('history')
      .select(['at', 'kind', 'status_to', 'department', 'note', sql<string | null>`day::text`.as('day')])
      .where('report', '=', row.id)
      .where('public', '=', true)
      .orderBy('at')
      .orderBy('id')
      .limit(200)
      .execute(),
    photosOf(ctx, [row.id], (photo) => photo.visibility === 'PASSED' || (mine && photo.visibility === 'CHECKING')),
  ])
  const { all, linked } = photos.get(row.id) ?? { all: [], linked: [] }
  const limits = limitsOf(ctx)
  const can = (move: 'confirm' | 'reopen') =>
    mine &&
    !refusal(
      { status: row.status, returns: row.returns, reopens: row.reopens, answeredAt: row.answered_at },
      move,
      'reporter',
      ctx.clock.now(),
      limits,
    )
  const department = words.department(row.department)?.name ?? null
  const told = (code: string | null, day: string | null) => ({
    lang: ctx.lang,
    department: words.department(code)?.name ?? null,
    day,
  })
  return {
    __typename: 'TrackedReport' as const,
    regime: 'MESSAGE' as const,
    legal: legalNote(ctx),
    viewer: party,
    id: row.id,
    number: row.number,
    publicStatus: publicStatusOf(row.status),
    createdAt: row.created_at,
    topic: words.topic(row.topic),
    tile: row.tile_title?.[ctx.lang] ?? null,
    text: publicText(row.text),
    place: placeView(row, ctx.lang),
    department,
    routeReason: row.department === null ? null : ctx.say(row.route_reason),
    makeSafeDue: row.make_safe_due,
    due: row.due,
    dueByDay: row.due_by_day,
    dueState: row.due_state,
    plannedFor: row.planned_for,
    plannedReason: row.planned_reason,
    steps: history.map((step) => ({
      at: step.at,
      kind: step.kind,
      publicStatus: publicStatusOf(step.status_to),
      text: stepText(step.kind, told(step.department, step.day)),
      note: step.note,
    })),
    next: nextText(row.status, told(row.department, row.planned_for)),
    photosBefore: linked.filter((photo) => photo.kind === 'BEFORE'),
    photosAfter: lastAfter(linked),
    photoState: photoState(row.photo_consent ? all : []),
    answer: row.answer,
    erased: row.erased_at !== null,
    supporters: row.supporters,
    rating: row.rating,
    canConfirm: can('confirm'),
    canReopen: can('reopen'),
    reopensLeft: Math.max(0, limits.reopens - row.reopens),
    reopenUntil: row.answered_at && new Date(row.answered_at.getTime() + limits.reopenDays * 86_400_000),
    contactGiven,
  }
}
export type TrackedView = Awaited<ReturnType<typeof trackedView>>
