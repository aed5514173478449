import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { FileTables } from './file.entity.ts'

/** Who sent a photo. The photo itself belongs to its case and ends with it. */
export const filesPersonalData: PersonalData = {
  table: 'civic.file',
  columns: ['uploader'],
  purpose: {
    ru: 'Чтобы знать, кто прислал фото, пока обращение в работе.',
    be: 'Каб ведаць, хто даслаў фота, пакуль зварот у рабоце.',
    en: 'To know who sent a photo while its case is open.',
  },
  retentionMonths: 12,
  async export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<FileTables>
    return db.read.selectFrom('file').select(['id', 'subject', 'uploaded_at']).where('uploader', '=', person).limit(10_000).execute()
  },
  async erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<FileTables>
    return db.transaction(async (tx) => {
      const done = await tx.kysely.updateTable('file').set({ uploader: null }).where('uploader', '=', person).executeTakeFirst()
      return Number(done.numUpdatedRows)
    })
  },
}
