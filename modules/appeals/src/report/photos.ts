import { Files, type FileLink } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { PhotoTable, Visibility } from '../storage/report-parts.entity.ts'

export type Photo = Pick<PhotoTable, 'report' | 'file' | 'kind' | 'round' | 'position' | 'visibility'>
export interface LinkedPhoto extends FileLink {
  readonly kind: Photo['kind']
  readonly round: number
  readonly visibility: Visibility
}

/** Photos of many reports with links to those that `show` lets through: two statements, however many reports. */
export async function photosOf(
  ctx: AppealsCtx,
  reports: readonly string[],
  show: (photo: Photo) => boolean,
): Promise<ReadonlyMap<string, { readonly all: readonly Photo[]; readonly linked: readonly LinkedPhoto[] }>> {
  if (reports.length === 0) return new Map()
  const rows = await ctx.db.read
    .selectFrom('report_photo')
    .select(['report', 'file', 'kind', 'round', 'position', 'visibility'])
    .where('report', 'in', reports)
    .orderBy('round')
    .orderBy('position')
    .limit(5000)
    .execute()
  const links = new Map(
    (await ctx.use(Files).links(rows.filter(show).map((row) => row.file))).map((link) => [link.id, link]),
  )
  return new Map(
    reports.map((report) => {
      const all = rows.filter((row) => row.report === report)
      const linked = all.flatMap(({ file, kind, round, visibility }) => {
        const link = links.get(file)
        return link ? [{ ...link, kind, round, visibility }] : []
      })
      return [report, { all, linked }]
    }),
  )
}

/** The photos of the last answer; earlier ones did not convince. */
export function lastAfter<One extends { kind: Photo['kind']; round: number }>(photos: readonly One[]): readonly One[] {
  const after = photos.filter((photo) => photo.kind === 'AFTER')
  const last = Math.max(0, ...after.map((photo) => photo.round))
  return after.filter((photo) => photo.round === last)
}
