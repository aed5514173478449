import { Files, type FileAudience, type FileLink, type PictureArea } from '@vmeste/sdk'
import type { Selectable } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import type { PhotoCover, PhotoTable, Visibility } from '../storage/report-parts.entity.ts'

export type Photo = Pick<
  Selectable<PhotoTable>,
  'report' | 'file' | 'kind' | 'round' | 'position' | 'visibility' | 'covers'
>
export interface LinkedPhoto extends FileLink {
  readonly kind: Photo['kind']
  readonly round: number
  readonly visibility: Visibility
  readonly covers: readonly PhotoCover[]
}

/** Nothing of the picture is left to see. */
export const isWhole = ({ x, y, width, height }: PictureArea): boolean =>
  x === 0 && y === 0 && width === 1 && height === 1

/** Whether others see anything of it, once they see the report: staff have let it through, nobody has covered it all. */
export const isPassed = ({ visibility, covers }: Pick<Photo, 'visibility' | 'covers'>): boolean =>
  visibility === 'PASSED' && !covers.some(isWhole)
export const isKept = ({ visibility, covers }: Pick<Photo, 'visibility' | 'covers'>): boolean =>
  visibility === 'HIDDEN' || covers.some(isWhole)

/** Photos of many reports with links to those that somebody may open, and as whom: a statement, and one an audience. */
export async function photosOf(
  ctx: AppealsCtx,
  reports: readonly string[],
  open: (photo: Photo) => FileAudience | undefined,
): Promise<ReadonlyMap<string, { readonly all: readonly Photo[]; readonly linked: readonly LinkedPhoto[] }>> {
  if (reports.length === 0) return new Map()
  const rows = await ctx.db.read
    .selectFrom('report_photo')
    .select(['report', 'file', 'kind', 'round', 'position', 'visibility', 'covers'])
    .where('report', 'in', reports)
    .orderBy('round')
    .orderBy('position')
    .limit(5000)
    .execute()
  const audiences = Map.groupBy(rows, open)
  audiences.delete(undefined)
  const linked = await Promise.all(
    [...audiences].map(([audience, those]) =>
      ctx.use(Files).links(
        those.map(({ file }) => file),
        audience,
      ),
    ),
  )
  const links = new Map(linked.flat().map((link) => [link.id, link]))
  return new Map(
    reports.map((report) => {
      const all = rows.filter((row) => row.report === report)
      const opened = all.flatMap(({ file, kind, round, visibility, covers }) => {
        const link = links.get(file)
        return link ? [{ ...link, kind, round, visibility, covers }] : []
      })
      return [report, { all, linked: opened }]
    }),
  )
}

/** The photos of the last answer; earlier ones did not convince. */
export function lastAfter<One extends { kind: Photo['kind']; round: number }>(photos: readonly One[]): readonly One[] {
  const after = photos.filter((photo) => photo.kind === 'AFTER')
  const last = Math.max(0, ...after.map((photo) => photo.round))
  return after.filter((photo) => photo.round === last)
}
