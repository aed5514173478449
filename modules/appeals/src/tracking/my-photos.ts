import { Files } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { isKept, type LinkedPhoto } from '../report/photos.ts'
import type { ReportRow } from '../report/report-row.ts'

/** What the author sent, how others see each photo of it, and what the author has covered. */
export async function myPhotos(ctx: AppealsCtx, row: Pick<ReportRow, 'photo_consent'>, photos: readonly LinkedPhoto[]) {
  const mine = photos.filter(({ kind }) => kind === 'BEFORE')
  if (mine.length === 0) return []
  const others = new Map(
    (
      await ctx.use(Files).links(
        mine.map(({ id }) => id),
        'staff',
      )
    ).map((link) => [link.id, link.url]),
  )
  return mine.map((photo) => ({
    ...photo,
    state: stateOf(photo, row.photo_consent),
    othersUrl: others.get(photo.id) ?? photo.url,
    covers: photo.covers.filter(({ byAuthor }) => byAuthor),
  }))
}

const stateOf = (photo: LinkedPhoto, consent: boolean): 'SHOWN' | 'CHECKING' | 'HIDDEN' | 'PRIVATE' =>
  !consent ? 'PRIVATE' : isKept(photo) ? 'HIDDEN' : photo.visibility === 'PASSED' ? 'SHOWN' : 'CHECKING'
