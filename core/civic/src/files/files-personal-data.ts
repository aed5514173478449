import { aboutPeople, type Ctx, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { FileTables } from './file.entity.ts'
import { CityFiles } from './city-files.ts'
import { eraseLetGo } from './let-go.ts'

const purpose: Text = {
  ru: 'Чтобы знать, кто прислал фото, пока дело не закрыто.',
  be: 'Каб ведаць, хто даслаў фота, пакуль справа не закрыта.',
  en: 'To know who sent a photo while its case is open.',
}
/** More than one person leaves in a city. */
const most = 10_000
/** What the daily run takes at once. */
const part = 1_000
const own = (ctx: Ctx): Ctx<FileTables> => ctx
const theirs = (keys: readonly string[]) => sql<boolean>`uploader = any(${keys}::text[])`

/**
 * Who sent a photo. One that a case has taken belongs to it and ends with it; one that none has taken goes with its
 * sender, at once. So do those that cases have just let go of.
 */
export const filesPersonalData = aboutPeople({
  table: 'civic.file',
  title: { ru: 'Ваши фото', be: 'Вашы фота', en: 'Your photos' },
  fields: { uploaded_at: { ru: 'Когда', be: 'Калі', en: 'When' } },
  columns: ['uploader'],
  retentionMonths: 12,
  purpose,
  export: (ctx, { keys }) =>
    own(ctx)
      .db.read.selectFrom('file')
      .select(['id as file', 'subject', 'uploaded_at'])
      .where(theirs(keys))
      .limit(most)
      .execute(),
  erase: async (ctx, { keys }) => {
    const { disk } = ctx.use(CityFiles)
    const erased = await own(ctx).db.transaction(async (tx) => {
      const loose = await tx.kysely
        .selectFrom('file')
        .select('id')
        .where(theirs(keys))
        .where('subject', 'is', null)
        .forUpdate()
        .execute()
      const ids = loose.map(({ id }) => id)
      // from disk first: whoever stops in between calls it again, and the rows say what is left
      await disk.erase(ids)
      if (ids.length > 0) await tx.kysely.deleteFrom('file').where('id', 'in', ids).execute()
      const kept = await tx.kysely.updateTable('file').set({ uploader: null }).where(theirs(keys)).executeTakeFirst()
      return ids.length + Number(kept.numUpdatedRows)
    })
    await eraseLetGo(own(ctx).db, disk)
    return erased
  },
  forget: (ctx, before) =>
    own(ctx).db.transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('file')
        .select('id')
        .where('uploader', 'is not', null)
        .where('uploaded_at', '<', before)
        .limit(part)
      const done = await tx.kysely.updateTable('file').set({ uploader: null }).where('id', 'in', old).executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
})

/** The same of photos in the quarantine: erasing a person does not wait for its days. */
export const asidePersonalData = aboutPeople({
  table: 'civic.file_aside',
  title: { ru: 'Фото, которые скоро удалятся', be: 'Фота, якія хутка выдаляцца', en: 'Photos that go soon' },
  fields: { at: { ru: 'Когда', be: 'Калі', en: 'When' } },
  columns: ['uploader'],
  retentionMonths: 1,
  purpose,
  export: (ctx, { keys }) =>
    own(ctx).db.read.selectFrom('file_aside').select(['id as file', 'at']).where(theirs(keys)).limit(most).execute(),
  erase: (ctx, { keys }) =>
    own(ctx).db.transaction(async (tx) => {
      const rows = await tx.kysely.selectFrom('file_aside').select('id').where(theirs(keys)).forUpdate().execute()
      const ids = rows.map(({ id }) => id)
      await ctx.use(CityFiles).disk.erase(ids)
      if (ids.length > 0) await tx.kysely.deleteFrom('file_aside').where('id', 'in', ids).execute()
      return ids.length
    }),
  forget: (ctx, before) =>
    own(ctx).db.transaction(async (tx) => {
      const done = await tx.kysely
        .updateTable('file_aside')
        .set({ uploader: null })
        .where('uploader', 'is not', null)
        .where('at', '<', before)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
})
