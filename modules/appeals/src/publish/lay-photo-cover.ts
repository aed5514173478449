import { isUuid, parseInput, uuidv7, z, type PictureArea } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { PhotoCover } from '../storage/report-parts.entity.ts'

/** On one photo; the graph promises no more. */
export const mostPhotoCovers = 20

/** No finer than a pixel of the largest picture kept. */
const share = (value: number): number => Math.round(value * 10_000) / 10_000
const typedArea = z
  .object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), width: z.number(), height: z.number() })
  .transform(({ x, y, width, height }) => ({
    x: share(x),
    y: share(y),
    width: share(Math.min(width, 1 - x)),
    height: share(Math.min(height, 1 - y)),
  }))
  .refine(({ width, height }) => width > 0 && height > 0)
export const parseArea = (ctx: AppealsCtx, given: unknown): PictureArea =>
  parseInput(typedArea, given, ctx.lang, 'area')

/** A photo of a report as it stands; the report is locked by whoever asks. */
const coversOf = (tx: AppealsTx, report: string) =>
  tx.kysely.selectFrom('report_photo').select(['file', 'kind', 'covers']).where('report', '=', report)

/**
 * Covers an area of a photo, inside the caller's change of its report; the same area again is the same cover.
 *
 * @throws Problem `PHOTO_UNKNOWN` where there is none, `PHOTO_COVER_MANY` past the bound
 */
export async function layPhotoCover(
  ctx: AppealsCtx,
  tx: AppealsTx,
  { report, photo, area, by }: { report: string; photo: string; area: PictureArea; by: 'author' | 'staff' },
): Promise<void> {
  const found = isUuid(photo) ? await coversOf(tx, report).where('file', '=', photo).executeTakeFirst() : undefined
  // what staff have answered with is theirs
  if (!found || (by === 'author' && found.kind !== 'BEFORE')) throw problems.photoUnknown()
  const byAuthor = by === 'author'
  if (found.covers.some((one) => one.byAuthor === byAuthor && same(one, area))) return
  if (found.covers.length >= mostPhotoCovers) throw problems.photoCoverMany(mostPhotoCovers)
  const cover = { id: uuidv7(), ...area, byAuthor, at: ctx.clock.now().toISOString() }
  await keep(tx, report, photo, [...found.covers, cover])
}

/**
 * Takes a cover off again: the author's is the author's, staff's is any of staff.
 *
 * @throws Problem `PHOTO_COVER_UNKNOWN`, `PHOTO_COVER_THEIRS`
 */
export async function liftPhotoCover(
  tx: AppealsTx,
  { report, cover, by }: { report: string; cover: string; by: 'author' | 'staff' },
): Promise<void> {
  const photo = (await coversOf(tx, report).execute()).find(({ covers }) => covers.some(({ id }) => id === cover))
  const found = photo?.covers.find(({ id }) => id === cover)
  if (!photo || !found) throw problems.photoCoverUnknown()
  if (found.byAuthor !== (by === 'author'))
    throw by === 'author' ? problems.photoCoverUnknown() : problems.photoCoverTheirs()
  await keep(
    tx,
    report,
    photo.file,
    photo.covers.filter(({ id }) => id !== cover),
  )
}

const keep = (tx: AppealsTx, report: string, file: string, covers: readonly PhotoCover[]) =>
  tx.kysely
    .updateTable('report_photo')
    .set({ covers: JSON.stringify(covers) as never })
    .where('report', '=', report)
    .where('file', '=', file)
    .execute()

const same = (one: PictureArea, other: PictureArea): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
