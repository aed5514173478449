import { aboutPeople, type PersonalData } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { ModuleCtx } from './sighting.entity.ts'

const most = 10_000
/** What the daily run takes at once. */
const part = 1_000

/** What we hold about a person and how it ends. The sighting stays: a street is not a personal datum. */
export const personalData: readonly PersonalData[] = [
  aboutPeople({
    table: 'sighting',
    columns: ['person', 'note'],
    retentionMonths: 12,
    purpose: {
      ru: 'Показать человеку, о чём он сообщил',
      be: 'Паказаць чалавеку, пра што ён паведаміў',
      en: 'To show people what they have reported',
    },
    title: { ru: 'О чём вы сообщили', be: 'Пра што вы паведамілі', en: 'What you have reported' },
    fields: {
      seen_at: { ru: 'Когда', be: 'Калі', en: 'When' },
      place: { ru: 'Где', be: 'Дзе', en: 'Where' },
      note: { ru: 'Ваши слова', be: 'Вашы словы', en: 'Your words' },
    },
    export: (ctx, { keys }) =>
      (ctx as ModuleCtx).db.read
        .selectFrom('sighting')
        .select(['seen_at', 'kind', 'place', 'note'])
        .where(sql<boolean>`person = any(${keys}::text[])`)
        .orderBy('seen_at')
        .limit(most)
        .execute(),
    erase: (ctx, { keys }) =>
      (ctx as ModuleCtx).db.transaction(async (tx) => {
        const { numUpdatedRows } = await tx.kysely
          .updateTable('sighting')
          .set({ person: null, note: null })
          .where(sql<boolean>`person = any(${keys}::text[])`)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }),
    forget: (ctx, before) =>
      (ctx as ModuleCtx).db.transaction(async (tx) => {
        const old = tx.kysely
          .selectFrom('sighting')
          .select('id')
          .where('seen_at', '<', before)
          .where('person', 'is not', null)
          .limit(part)
        const { numUpdatedRows } = await tx.kysely
          .updateTable('sighting')
          .set({ person: null, note: null })
          .where('id', 'in', old)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }),
  }),
]
