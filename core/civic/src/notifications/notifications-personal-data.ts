import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { NotificationTables } from './notification.entity.ts'

/** After that nothing that was said is of use to anybody. */
export const retentionMonths = 12

export const notificationsPersonalData: PersonalData = {
  table: 'civic.notification',
  columns: ['recipient', 'subject', 'text', 'href'],
  purpose: {
    ru: 'Чтобы сообщить человеку, что произошло с его делом.',
    be: 'Каб паведаміць чалавеку, што адбылося з яго справай.',
    en: 'To tell people what has happened to their case.',
  },
  retentionMonths,
  async export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<NotificationTables>
    return db.read
      .selectFrom('notification')
      .select(['subject', 'text', 'about', 'created_at', 'read_at'])
      .where('recipient', '=', person)
      .orderBy('id')
      .limit(10_000)
      .execute()
  },
  async erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<NotificationTables>
    return db.transaction(async (tx) =>
      Number(
        (await tx.kysely.deleteFrom('notification').where('recipient', '=', person).executeTakeFirst()).numDeletedRows,
      ),
    )
  },
}
