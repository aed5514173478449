import type { PersonalData } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx } from './ctx.ts'
import { criteria } from './criteria.ts'

/** What we hold about a person and how it ends: their words go, the stars stay and are nobody's. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'rating',
    columns: ['person', 'rater', 'comment'],
    retentionMonths: 36,
    purpose: {
      ru: 'Считать один голос одного человека и дать его изменить',
      be: 'Лічыць адзін голас аднаго чалавека і даць яго змяніць',
      en: 'To count one vote of one person and let them change it',
    },
    export: (ctx, person) =>
      (ctx as RatingsCtx).db.read
        .selectFrom('rating')
        .select(['object', 'created_at', 'comment', ...criteria])
        .where('person', '=', person)
        .orderBy('created_at')
        .limit(10_000)
        .execute(),
    erase: (ctx, person) =>
      (ctx as RatingsCtx).db.transaction(async (tx) =>
        Number(
          (
            await tx.kysely
              .updateTable('rating')
              .set({
                person: null,
                rater: sql<string>`'erased:' || gen_random_uuid()`,
                comment: null,
                comment_state: 'NONE',
                hidden_reason: null,
              })
              .where('person', '=', person)
              .executeTakeFirst()
          ).numUpdatedRows,
        ),
      ),
  },
]
