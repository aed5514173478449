import type { Ctx, PersonalData } from '@vmeste/sdk'
import { forgetBoxes, noteAnswer } from './all-cities.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

export const recipientsPersonalData: PersonalData = {
  table: 'civic.recipient',
  columns: ['hash', 'person', 'box'],
  purpose: {
    ru: 'Чтобы писать только тем, кто согласился, и не писать тем, кто отказался. Сам адрес здесь не хранится.',
    be: 'Каб пісаць толькі тым, хто згадзіўся, і не пісаць тым, хто адмовіўся. Сам адрас тут не захоўваецца.',
    en: 'To write only to those who agreed, and not to those who refused. The address itself is not kept here.',
  },
  retentionMonths: 24,
  async export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<RecipientTables>
    return db.read
      .selectFrom('recipient')
      .select(['confirmed_at', 'created_at'])
      .where('person', '=', person)
      .limit(10_000)
      .execute()
  },
  async erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<RecipientTables>
    return db.transaction(async (tx) => {
      const gone = await tx.kysely.deleteFrom('recipient').where('person', '=', person).returning('box').execute()
      const boxes = [...new Set(gone.flatMap(({ box }) => box ?? []))].sort()
      for (const box of boxes) await noteAnswer(tx, ctx.use(RecipientKeys), box)
      await forgetBoxes(tx, ctx.clock.now(), boxes)
      return gone.length
    })
  },
}
