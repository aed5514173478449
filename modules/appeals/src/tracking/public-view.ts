import { metresBetween, type GeoPoint } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { isOpen, publicStatusOf } from '../life/report-status.ts'
import { coversOf } from '../publish/covers-of.ts'
import { readingOf, reportWords } from '../publish/report-words.ts'
import { standsPublic } from '../publish/text-state.ts'
import { isKept, isPassed, lastAfter, photosOf, type Photo } from '../report/photos.ts'
import type { ReportRow } from '../report/report-row.ts'
import { wordsOf } from '../report/words.ts'

/** Reports as any passer-by may see them. What is not public is left out. */
export async function publicViews(ctx: AppealsCtx, rows: readonly ReportRow[], from: GeoPoint | null = null) {
  const shown = rows.filter(standsPublic)
  const consented = new Set(shown.filter((row) => row.photo_consent).map((row) => row.id))
  const [words, covers, photos] = await Promise.all([
    wordsOf(ctx),
    coversOf(ctx, shown),
    photosOf(
      ctx,
      shown.map((row) => row.id),
      (photo) => (isPassed(photo) && (photo.kind === 'AFTER' || consented.has(photo.report)) ? 'everybody' : undefined),
    ),
  ])
  const reading = readingOf(ctx, words)
  return shown.map((row) => {
    const said = reportWords(row, covers.get(row.id) ?? [], reading)
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
      text: said.text,
      textState: said.state,
      place: said.place,
      department: words.department(row.department)?.name ?? null,
      photoState: photoState(row.photo_consent ? all : []),
      photosBefore: linked.filter((photo) => photo.kind === 'BEFORE'),
      photosAfter: lastAfter(linked),
      answer: said.answer,
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
export function photoState(
  photos: readonly Pick<Photo, 'kind' | 'visibility' | 'covers'>[],
): 'NONE' | 'CHECKING' | 'PASSED' {
  const before = photos.filter((photo) => photo.kind === 'BEFORE' && !isKept(photo))
  if (before.some((photo) => photo.visibility === 'PASSED')) return 'PASSED'
  return before.length > 0 ? 'CHECKING' : 'NONE'
}
