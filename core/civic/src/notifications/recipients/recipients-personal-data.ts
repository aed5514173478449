import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { RecipientTables } from './recipient.entity.ts'

export const recipientsPersonalData: PersonalData = {
  table: 'civic.recipient',
  columns: ['hash', 'person'],
  purpose: {
    ru: 'Чтобы писать только тем, кто согласился, и не писать тем, кто отказался. Сам адрес здесь не хранится.',
    be: 'Каб пісаць толькі тым, хто згадзіўся, і не пісаць тым, хто адмовіўся. Сам адрас тут не захоўваецца.',
    en: 'To write only to those who agreed, and not to those who refused. The address itself is not kept here.',
  },
  retentionMonths: 24,
  async export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<RecipientTables>
    return db.read.selectFrom('recipient').select(['confirmed_at', 'created_at']).where('person', '=', person).limit(10_000).execute()
  },
  async erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<RecipientTables>
    return db.transaction(async (tx) => Number((await tx.kysely.deleteFrom('recipient').where('person', '=', person).executeTakeFirst()).numDeletedRows))
  },
}
