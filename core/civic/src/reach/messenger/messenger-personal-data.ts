import { aboutPeople, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { MessengerTables } from './messenger.entity.ts'

const inDb = (ctx: Ctx) => (ctx as Ctx<MessengerTables>).db

/** That somebody wants to be told in a messenger; the chat itself stands with their browsers. */
export const messengerPersonalData = aboutPeople({
  table: 'civic.messenger_code',
  columns: ['person'],
  purpose: {
    ru: 'Чтобы бот узнал человека один раз. Код живёт четверть часа.',
    be: 'Каб бот пазнаў чалавека адзін раз. Код жыве чвэрць гадзіны.',
    en: 'So that the bot knows a person once. The code lives a quarter of an hour.',
  },
  retentionMonths: 1,
  export: (ctx, { keys }) =>
    inDb(ctx)
      .read.selectFrom('messenger_code')
      .select('until')
      .where(sql<boolean>`person = any(${[...keys]}::text[])`)
      .limit(100)
      .execute(),
  erase: (ctx, { keys }) =>
    inDb(ctx).transaction(async (tx) =>
      Number(
        (
          await tx.kysely
            .deleteFrom('messenger_code')
            .where(sql<boolean>`person = any(${[...keys]}::text[])`)
            .executeTakeFirst()
        ).numDeletedRows,
      ),
    ),
  forget: (ctx, before) =>
    inDb(ctx).transaction(async (tx) =>
      Number(
        (await tx.kysely.deleteFrom('messenger_code').where('until', '<', before).executeTakeFirst()).numDeletedRows,
      ),
    ),
})
