import { aboutPeople, type CityTransaction, type Ctx, type PersonSubject, type Text } from '@vmeste/sdk'
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
const aboutTheirs = ({ things }: PersonSubject) => sql<boolean>`about = any(${[...things]}::text[])`

/** Of addresses to which no letter is left. */
async function forgetQuestions(
  tx: CityTransaction<NotificationTables>,
  recipients: readonly string[],
): Promise<number> {
  const { numDeletedRows } = await tx.kysely
    .deleteFrom('notification as q')
    .where('q.asks', '=', true)
    .where(sql<boolean>`q.recipient = any(${[...recipients]}::text[])`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notification as n')
            .select('n.id')
            .whereRef('n.recipient', '=', 'q.recipient')
            .whereRef('n.channel', '=', 'q.channel')
            .where('n.asks', '=', false),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * What people were told, in the portal, by letter and by message, sent or waiting. Letters about somebody’s things go, to
 * whatever address: one they gave with the thing and put right since is theirs, too, and nothing else tells it from others.
 * In the inboxes of others the words go, for they may repeat theirs; that something happened stays.
 */
export const notificationsPersonalData = aboutPeople({
  table: 'civic.notification',
  title: { ru: 'Письма и уведомления вам', be: 'Лісты і апавяшчэнні вам', en: 'Letters and notices to you' },
  fields: {
    created_at: { ru: 'Когда', be: 'Калі', en: 'When' },
    subject: { ru: 'Тема', be: 'Тэма', en: 'Subject' },
    text: { ru: 'Текст', be: 'Тэкст', en: 'Text' },
  },
  columns: ['recipient', 'subject', 'text', 'href', 'otherwise'],
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
      const letters = await tx.kysely
        .deleteFrom('notification')
        .where(aboutTheirs(subject))
        .where('channel', '<>', 'PORTAL')
        .returning('recipient')
        .execute()
      const asked = await forgetQuestions(tx, [...new Set(letters.map(({ recipient }) => recipient))])
      const others = await tx.kysely
        .updateTable('notification')
        .set({
          text: sql<string>`case lang when 'be' then ${taken.be} when 'en' then ${taken.en} else ${taken.ru} end`,
        })
        .where(aboutTheirs(subject))
        .where('text', 'not in', Object.values(taken))
        .executeTakeFirst()
      return Number(own.numDeletedRows) + letters.length + asked + Number(others.numUpdatedRows)
    }),
  forget: (ctx: Ctx, before) =>
    (ctx as Ctx<NotificationTables>).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('notification').select('id').where('created_at', '<', before).limit(part)
      return Number(
        (await tx.kysely.deleteFrom('notification').where('id', 'in', old).executeTakeFirst()).numDeletedRows,
      )
    }),
})
