import { aboutPeople, type Ctx, type PersonSubject, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { NotificationTables } from './notification.entity.ts'

/** After that nothing that was said is of use to anybody. */
export const retentionMonths = 12
const part = 1_000

const taken: Text = {
  ru: 'Удалено по просьбе автора.',
  be: 'Выдалена па просьбе аўтара.',
  en: 'Deleted at the author’s wish.',
}

const toThem = ({ keys, emails, phones }: PersonSubject) =>
  sql<boolean>`recipient = any(${[...keys, ...emails, ...phones]}::text[])`

/**
 * What people were told, in the portal, by letter and by message, sent or waiting. What others were told of somebody’s
 * things may repeat their words and their address: those go, that something happened stays.
 */
export const notificationsPersonalData = aboutPeople({
  table: 'civic.notification',
  columns: ['recipient', 'subject', 'text', 'href'],
  purpose: {
    ru: 'Чтобы сообщить человеку, что произошло с его делом.',
    be: 'Каб паведаміць чалавеку, што адбылося з яго справай.',
    en: 'To tell people what has happened to their case.',
  },
  retentionMonths,
  export: (ctx: Ctx, subject) =>
    (ctx as Ctx<NotificationTables>).db.read
      .selectFrom('notification')
      .select(['subject', 'text', 'about', 'created_at', 'read_at'])
      .where(toThem(subject))
      .orderBy('id')
      .limit(10_000)
      .execute(),
  erase: (ctx: Ctx, subject) =>
    (ctx as Ctx<NotificationTables>).db.transaction(async (tx) => {
      const own = await tx.kysely.deleteFrom('notification').where(toThem(subject)).executeTakeFirst()
      const others = await tx.kysely
        .updateTable('notification')
        .set({
          text: sql<string>`case lang when 'be' then ${taken.be} when 'en' then ${taken.en} else ${taken.ru} end`,
        })
        .where(sql<boolean>`about = any(${[...subject.things]}::text[])`)
        .where('text', 'not in', Object.values(taken))
        .executeTakeFirst()
      return Number(own.numDeletedRows) + Number(others.numUpdatedRows)
    }),
  forget: (ctx: Ctx, before) =>
    (ctx as Ctx<NotificationTables>).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('notification').select('id').where('created_at', '<', before).limit(part)
      return Number(
        (await tx.kysely.deleteFrom('notification').where('id', 'in', old).executeTakeFirst()).numDeletedRows,
      )
    }),
})
