import type { PersonalData } from '@vmeste/sdk'
import type { ModuleCtx } from './sighting.entity.ts'

const most = 10_000

/** What we hold about a person and how it ends. The sighting stays: a street is not a personal datum. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'sighting',
    columns: ['person', 'note'],
    retentionMonths: 12,
    purpose: {
      ru: 'Показать человеку, о чём он сообщил',
      be: 'Паказаць чалавеку, пра што ён паведаміў',
      en: 'To show people what they have reported',
    },
    export: (ctx, person) =>
      (ctx as ModuleCtx).db.read
        .selectFrom('sighting')
        .select(['seen_at', 'kind', 'place', 'note'])
        .where('person', '=', person)
        .orderBy('seen_at')
        .limit(most)
        .execute(),
    erase: (ctx, person) =>
      (ctx as ModuleCtx).db.transaction(async (tx) => {
        const { numUpdatedRows } = await tx.kysely
          .updateTable('sighting')
          .set({ person: null, note: null })
          .where('person', '=', person)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }),
  },
]
