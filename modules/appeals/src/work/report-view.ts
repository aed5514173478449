import { isOpen, publicStatusOf } from '../life/report-status.ts'
import type { ReportRow } from '../report/report-row.ts'
import { placeView, type Words } from '../report/words.ts'
import type { Viewer } from './viewer.ts'

/** A report as staff see it: what its row says; the rest is loaded by the fields that are asked for. */
export function reportView(row: ReportRow, viewer: Viewer, words: Words, now: Date) {
  const next = row.next_due instanceof Date ? row.next_due : null
  return {
    __typename: 'Report' as const,
    row,
    viewer,
    words,
    id: row.id,
    number: row.number,
    status: row.status,
    publicStatus: publicStatusOf(row.status),
    version: row.version,
    channel: row.channel,
    lang: row.lang,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    topic: words.topic(row.topic),
    tile: row.tile_title?.[words.lang] ?? null,
    place: placeView(row, words.lang),
    text: row.text,
    department: words.department(row.department),
    routeReason: row.route_reason[words.lang],
    makeSafeDue: row.make_safe_due,
    due: row.due,
    dueByDay: row.due_by_day,
    nextDue: next,
    dueState: row.due_state,
    overdue: isOpen(row.status) && (row.breached_at !== null || (next !== null && next < now)),
    breachedAt: row.breached_at,
    plannedFor: row.planned_for,
    plannedReason: row.planned_reason,
    erased: row.erased_at !== null,
    supporters: row.supporters,
    reopens: row.reopens,
    returns: row.returns,
    rating: row.rating,
    firstResponseAt: row.first_response_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    answer: row.answer,
    photoCount: row.photo_count,
    photoConsent: row.photo_consent,
    waitingSince: row.waiting_since,
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: row.withdrawn_reason,
  }
}
export type ReportView = ReturnType<typeof reportView>
