import type { Ctx, PersonalData, Text } from '@vmeste/sdk'
import type { FileTables } from './file.entity.ts'
import { CityFiles } from './city-files.ts'

const purpose: Text = {
  ru: 'Чтобы знать, кто прислал фото, пока дело не закрыто.',
  be: 'Каб ведаць, хто даслаў фота, пакуль справа не закрыта.',
  en: 'To know who sent a photo while its case is open.',
}
/** More than one person leaves in a city. */
const most = 10_000
const own = (ctx: Ctx): Ctx<FileTables> => ctx

/**
 * Who sent a photo. One that a case has taken belongs to it and ends with it; one that none has taken goes with its
 * sender, at once.
 */
export const filesPersonalData: PersonalData = {
  table: 'civic.file',
  columns: ['uploader'],
  retentionMonths: 12,
  purpose,
  export: (ctx, person) =>
    own(ctx)
      .db.read.selectFrom('file')
      .select(['id', 'subject', 'uploaded_at'])
      .where('uploader', '=', person)
      .limit(most)
      .execute(),
  erase: (ctx, person) =>
    own(ctx).db.transaction(async (tx) => {
      const loose = await tx.kysely
        .selectFrom('file')
        .select('id')
        .where('uploader', '=', person)
        .where('subject', 'is', null)
        .forUpdate()
        .execute()
      const ids = loose.map(({ id }) => id)
      // from disk first: whoever stops in between calls it again, and the rows say what is left
      await ctx.use(CityFiles).disk.erase(ids)
      if (ids.length > 0) await tx.kysely.deleteFrom('file').where('id', 'in', ids).execute()
      const kept = await tx.kysely
        .updateTable('file')
        .set({ uploader: null })
        .where('uploader', '=', person)
        .executeTakeFirst()
      return ids.length + Number(kept.numUpdatedRows)
    }),
}

/** The same of photos in the quarantine: erasing a person does not wait for its days. */
export const asidePersonalData: PersonalData = {
  table: 'civic.file_aside',
  columns: ['uploader'],
  retentionMonths: 1,
  purpose,
  export: (ctx, person) =>
    own(ctx).db.read.selectFrom('file_aside').select(['id', 'at']).where('uploader', '=', person).limit(most).execute(),
  erase: (ctx, person) =>
    own(ctx).db.transaction(async (tx) => {
      const rows = await tx.kysely
        .selectFrom('file_aside')
        .select('id')
        .where('uploader', '=', person)
        .forUpdate()
        .execute()
      const ids = rows.map(({ id }) => id)
      await ctx.use(CityFiles).disk.erase(ids)
      if (ids.length > 0) await tx.kysely.deleteFrom('file_aside').where('id', 'in', ids).execute()
      return ids.length
    }),
}
