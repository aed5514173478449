import type { AppealsCtx } from '../ctx.ts'
import { metresBetween, type Point } from '../report/distance.ts'
import { publicText } from './cover-words.ts'
import { isOpen, isPublic, publicStatusOf } from '../report/report-status.ts'
import type { ReportRow } from '../report/report-row.ts'
import { placeView, wordsOf } from '../report/words.ts'
import { lastAfter, photosOf, type Photo } from './photos.ts'

/** Reports as any passer-by may see them. What is not public is left out. */
export async function publicViews(ctx: AppealsCtx, rows: readonly ReportRow[], from: Point | null = null) {
  const shown = rows.filter((row) => isPublic(row.status))
  const consented = new Set(shown.filter((row) => row.photo_consent).map((row) => row.id))
  const [words, photos] = await Promise.all([
    wordsOf(ctx),
    photosOf(
      ctx,
      shown.map((row) => row.id),
      (photo) => photo.visibility === 'PASSED' && (photo.kind === 'AFTER' || consented.has(photo.report)),
    ),
  ])
  return shown.map((row) => {
    const { all, linked } = photos.get(row.id) ?? { all: [], linked: [] }
    const point = row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon }
    return {
      __typename: 'PublicReport' as const,
      id: row.id,
      number: row.number,
      publicStatus: publicStatusOf(row.status),
      createdAt: row.created_at,
      topic: words.topic(row.topic),
      tile: row.tile_title?.[ctx.lang] ?? null,
      text: publicText(row.text),
      place: placeView(row, ctx.lang),
      department: words.department(row.department)?.name ?? null,
      photoState: photoState(row.photo_consent ? all : []),
      photosBefore: linked.filter((photo) => photo.kind === 'BEFORE'),
      photosAfter: lastAfter(linked),
      answer: row.answer,
      plannedFor: row.planned_for,
      erased: row.erased_at !== null,
      supporters: row.supporters,
      closedAt: row.closed_at,
      joinable: isOpen(row.status),
      distance: from && point ? Math.round(metresBetween(from, point)) : null,
    }
  })
}
export type PublicView = Awaited<ReturnType<typeof publicViews>>[number]

/** What a stranger is told of the photos that came with a report. */
export function photoState(photos: readonly Pick<Photo, 'kind' | 'visibility'>[]): 'NONE' | 'CHECKING' | 'PASSED' {
  const before = photos.filter((photo) => photo.kind === 'BEFORE' && photo.visibility !== 'HIDDEN')
  if (before.some((photo) => photo.visibility === 'PASSED')) return 'PASSED'
  return before.length > 0 ? 'CHECKING' : 'NONE'
}
