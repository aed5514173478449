import type { FileAudience } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { reachable } from '../consent/ask-contact.ts'
import { maskEmail, maskPhone } from '../notify/mask-contact.ts'
import { limitsOf } from '../report/limits.ts'
import { publicStatusOf, refusal } from '../life/report-status.ts'
import { coversOf, author } from '../publish/covers-of.ts'
import { coverViews } from '../publish/cover-view.ts'
import { readingOf, reportWords } from '../publish/report-words.ts'
import { ruleCovers } from '../publish/rule-covers.ts'
import { standsPublic } from '../publish/text-state.ts'
import { nextText, stepText } from '../report/step-texts.ts'
import { legalNote } from '../report/formal-appeal.ts'
import { placeView, wordsOf } from '../report/words.ts'
import { findTracked, type Tracked } from './find-tracked.ts'
import { isKept, isPassed, lastAfter, photosOf, type Photo } from '../report/photos.ts'
import { myPhotos } from './my-photos.ts'
import { photoState } from './public-view.ts'

/** The tracking page of a secret link. */
export const track = async (ctx: AppealsCtx, secret: string): Promise<TrackedView> =>
  trackedView(ctx, await findTracked(ctx, secret))

/**
 * The reporter reads what they wrote as they wrote it; whoever sees it too reads what every stranger does, and so does
 * whoever has but the link of what an account has sent. Of staff all read what strangers do.
 */
export async function trackedView(ctx: AppealsCtx, { row, party, own, contactGiven, contact }: Tracked) {
  const mine = party === 'REPORTER' && own
  const [words, covers, history, photos] = await Promise.all([
    wordsOf(ctx),
    coversOf(ctx, [row]),
    ctx.db.read
      .selectFrom('history')
      .select([
        'id',
        'at',
        'kind',
        'status_to',
        'department',
        'note',
        'note_state',
        sql<string | null>`day::text`.as('day'),
      ])
      .where('report', '=', row.id)
      .where('public', '=', true)
      .orderBy('at')
      .orderBy('id')
      .limit(200)
      .execute(),
    photosOf(ctx, [row.id], (photo) => photoAudience(photo, mine, standsPublic(row))),
  ])
  const { all, linked } = photos.get(row.id) ?? { all: [], linked: [] }
  const laid = covers.get(row.id) ?? []
  const reading = readingOf(ctx, words)
  const said = reportWords(row, laid, reading)
  // the author is told how it will read before it does; to nobody else is that said
  const toOthers = mine ? reportWords(row, laid, { ...reading, asIfShown: true }) : said
  const limits = limitsOf(ctx)
  const can = (move: 'confirm' | 'reopen') =>
    party === 'REPORTER' &&
    !refusal(
      { status: row.status, returns: row.returns, reopens: row.reopens, answeredAt: row.answered_at },
      move,
      'reporter',
      ctx.clock.now(),
      limits,
    )
  const department = words.department(row.department)?.name ?? null
  const told = (code: string | null, day: string | null, said = ctx.clock.now()) => ({
    lang: ctx.lang,
    department: words.department(code)?.name ?? null,
    day,
    said,
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
    text: mine ? row.text : said.text,
    textState: said.state,
    publicText: toOthers.text,
    publicAddress: toOthers.address,
    covers: mine ? coverViews(laid.filter((one) => one.actor === author)) : [],
    ruleCovers: mine ? ruleCovers(row, history, words.covering) : [],
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: mine ? row.withdrawn_reason : null,
    place: mine ? placeView(row, ctx.lang) : said.place,
    department,
    routeReason: row.department === null ? null : said.reason,
    makeSafeDue: row.make_safe_due,
    due: row.due,
    dueByDay: row.due_by_day,
    dueState: row.due_state,
    plannedFor: row.planned_for,
    plannedReason: toOthers.planned,
    steps: history.map((step) => ({
      id: step.id,
      at: step.at,
      kind: step.kind,
      publicStatus: publicStatusOf(step.status_to),
      text: stepText(step.kind, told(step.department, step.day, step.at)),
      // what they wrote themselves
      note: mine && step.kind === 'REOPENED' ? step.note : toOthers.note(step),
      publicNote: toOthers.note(step),
    })),
    next: nextText(row.status, told(row.department, row.planned_for), party),
    photosBefore: linked.filter((photo) => photo.kind === 'BEFORE'),
    photosAfter: lastAfter(linked),
    photoState: photoState(row.photo_consent ? all : []),
    myPhotos: mine ? await myPhotos(ctx, row, linked) : [],
    answer: toOthers.answer,
    erased: row.erased_at !== null,
    supporters: row.supporters,
    rating: row.rating,
    canConfirm: can('confirm'),
    canReopen: can('reopen'),
    reopensLeft: Math.max(0, limits.reopens - row.reopens),
    reopenUntil: row.answered_at && new Date(row.answered_at.getTime() + limits.reopenDays * 86_400_000),
    contactGiven,
    contact: own ? trackedContact(contact, row.id) : null,
    signInFirst: !own,
  }
}

const trackedContact = ({ contact_email: email, contact_phone: phone }: Tracked['contact'], report: string) => {
  const to = reachable({ contact_email: email, contact_phone: phone }, report)
  return to && { email: email && maskEmail(email), phone: phone && maskPhone(phone), to }
}
export type TrackedView = Awaited<ReturnType<typeof trackedView>>

/**
 * Their own photos the reporter sees as they were sent, whatever others see; those of staff like everybody, also while
 * the report is off public view.
 */
function photoAudience(photo: Photo, mine: boolean, open: boolean): FileAudience | undefined {
  if (!mine) return open && isPassed(photo) ? 'everybody' : undefined
  if (photo.kind === 'BEFORE') return 'holder'
  if (isKept(photo)) return undefined
  return open ? 'everybody' : 'staff'
}
