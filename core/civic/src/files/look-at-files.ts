import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { CityFiles } from './city-files.ts'
import type { FileTables } from './file.entity.ts'
import { orphanMs, sweptAtMost } from './file-limits.ts'

/** What a sweep would put aside, before anything has moved. */
export interface FilesLook {
  /** Photos on disk. */
  readonly of: number
  /** Of these: nobody has asked for them within a day of their coming. */
  readonly unasked: number
  /** Of these: the database knows nothing of them. */
  readonly rowless: readonly string[]
  /** More would go than a sweep may take by itself. */
  readonly tooMuch: boolean
  /** The database was asked about each photo; otherwise only what nobody has asked for was counted. */
  readonly thorough: boolean
}

/** Ids that one question is asked about. */
const chunk = 2_000
/** A city with more photos is looked through once a day, at an hour of its own. */
const manyPhotos = 20_000

/** Looks through all photos of the city, on disk and in the database. @param always however many there are */
export async function lookAtFiles(ctx: Ctx<FileTables>, always = true): Promise<FilesLook> {
  const { disk } = ctx.use(CityFiles)
  const before = new Date(ctx.clock.now().getTime() - orphanMs)
  const ids = await disk.ids()
  const thorough = always || ids.length <= manyPhotos || ctx.clock.now().getUTCHours() === ctx.city.id % 24
  const rowless: string[] = []
  for (let start = 0; thorough && start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk)
    const rows = await ctx.db.read.selectFrom('file').select('id').where('id', 'in', some).execute()
    const known = new Set(rows.map(({ id }) => id))
    for (const id of some) if (!known.has(id) && (await disk.isOlder(id, before))) rowless.push(id)
  }
  const { unasked } = await ctx.db.read
    .selectFrom('file')
    .select(sql<number>`count(*)::int`.as('unasked'))
    .where('subject', 'is', null)
    .where('uploaded_at', '<', before)
    .executeTakeFirstOrThrow()
  const go = unasked + rowless.length
  return {
    of: ids.length,
    unasked,
    rowless,
    thorough,
    tooMuch: go > sweptAtMost.photos && go > ids.length * sweptAtMost.share,
  }
}
