import { aboutPeople, type Ctx, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { PushTables } from './push.entity.ts'

const part = 1_000
const inDb = (ctx: Ctx) => (ctx as Ctx<PushTables>).db
const theirs = ({ keys, things }: PersonSubject) => sql<boolean>`whose = any(${[...keys, ...things]}::text[])`

/** Browsers that are told; what waits for one goes with it, and has three days anyway. */
export const pushPersonalData = aboutPeople({
  table: 'civic.push_subscription',
  title: { ru: 'Уведомления в браузере', be: 'Апавяшчэнні ў браўзеры', en: 'Notifications in a browser' },
  fields: { alive_at: { ru: 'Когда', be: 'Калі', en: 'When' }, lang: { ru: 'Язык', be: 'Мова', en: 'Language' } },
  correct: {
    text: {
      ru: 'Выключить можно там же, где вы их включили, или в браузере.',
      be: 'Выключыць можна там жа, дзе вы іх уключылі, або ў браўзеры.',
      en: 'They are switched off where you switched them on, or in the browser.',
    },
  },
  columns: ['whose', 'endpoint', 'p256dh', 'auth', 'href'],
  purpose: {
    ru: 'Чтобы телефон показал, что есть новости. Самих новостей в уведомлении нет.',
    be: 'Каб тэлефон паказаў, што ёсць навіны. Саміх навін у апавяшчэнні няма.',
    en: 'So that a phone shows that there is news. The news itself is not in it.',
  },
  retentionMonths: 12,
  export: (ctx, subject) =>
    inDb(ctx)
      .read.selectFrom('push_subscription')
      .select(['lang', 'alive_at'])
      .where(theirs(subject))
      .limit(10_000)
      .execute(),
  erase: (ctx, subject) =>
    inDb(ctx).transaction(async (tx) => {
      const gone = await tx.kysely.deleteFrom('push_subscription').where(theirs(subject)).returning('id').execute()
      if (gone.length > 0)
        await tx.kysely
          .deleteFrom('push_out')
          .where(
            'subscription',
            'in',
            gone.map(({ id }) => id),
          )
          .execute()
      return gone.length
    }),
  forget: (ctx, before) =>
    inDb(ctx).transaction(async (tx) => {
      const old = tx.kysely.selectFrom('push_subscription').select('id').where('alive_at', '<', before).limit(part)
      return Number(
        (await tx.kysely.deleteFrom('push_subscription').where('id', 'in', old).executeTakeFirst()).numDeletedRows,
      )
    }),
})
