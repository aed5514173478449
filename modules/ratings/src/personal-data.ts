import { aboutPeople, type PersonalData, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx } from './ctx.ts'
import { criteria } from './criteria.ts'

const most = 10_000
const part = 1_000

/** By their account, and by what was done for them: a guest rates by the link of their own thing. */
const theirs = ({ keys, things }: PersonSubject) =>
  sql<boolean>`(person = any(${keys}::text[]) or subject = any(${things}::text[]))`

/** Whoever rated, and their words; the stars stay and are nobody's. */
const nobodys = {
  person: null,
  rater: sql<string>`'erased:' || gen_random_uuid()`,
  comment: null,
  comment_state: 'NONE' as const,
  hidden_reason: null,
}

const ratingPersonalData = aboutPeople({
  table: 'rating',
  columns: ['person', 'rater', 'comment'],
  retentionMonths: 36,
  purpose: {
    ru: 'Считать один голос одного человека и дать его изменить',
    be: 'Лічыць адзін голас аднаго чалавека і даць яго змяніць',
    en: 'To count one vote of one person and let them change it',
  },
  stays: {
    ru: 'Звёзды и ответ на отзыв: чьи они, больше не узнать.',
    be: 'Зоркі і адказ на водгук: чые яны, больш не даведацца.',
    en: 'The stars and the answer to the comment: nobody can tell any more whose they are.',
  },
  export: (ctx, subject) =>
    (ctx as RatingsCtx).db.read
      .selectFrom('rating')
      .select(['object', 'created_at', 'comment', ...criteria])
      .where(theirs(subject))
      .orderBy('created_at')
      .limit(most)
      .execute(),
  erase: (ctx, subject) =>
    (ctx as RatingsCtx).db.transaction(async (tx) => {
      const { numUpdatedRows } = await tx.kysely
        .updateTable('rating')
        .set(nobodys)
        .where(theirs(subject))
        .where(held)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    }),
  forget: (ctx, before) =>
    (ctx as RatingsCtx).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('rating').select('id').where('created_at', '<', before).where(held).limit(part)
      const { numUpdatedRows } = await tx.kysely
        .updateTable('rating')
        .set(nobodys)
        .where('id', 'in', old)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    }),
})
const held = sql<boolean>`(person is not null or comment is not null or rater not like 'erased:%')`

/** The link in a letter to whoever had something done. */
const invitationPersonalData = aboutPeople({
  table: 'invitation',
  columns: ['subject', 'title'],
  retentionMonths: 12,
  purpose: {
    ru: 'Один раз спросить человека, как всё прошло',
    be: 'Адзін раз спытаць чалавека, як усё прайшло',
    en: 'To ask somebody once how it went',
  },
  export: (ctx, { things }) =>
    (ctx as RatingsCtx).db.read
      .selectFrom('invitation')
      .select(['title', 'created_at', 'expires_at', 'used_at'])
      .where(sql<boolean>`subject = any(${things}::text[])`)
      .orderBy('created_at')
      .limit(most)
      .execute(),
  erase: (ctx, { things }) =>
    (ctx as RatingsCtx).db.transaction(async (tx) =>
      Number(
        (
          await tx.kysely
            .deleteFrom('invitation')
            .where(sql<boolean>`subject = any(${things}::text[])`)
            .executeTakeFirst()
        ).numDeletedRows,
      ),
    ),
  forget: (ctx, before) =>
    (ctx as RatingsCtx).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('invitation').select('id').where('expires_at', '<', before).limit(part)
      return Number((await tx.kysely.deleteFrom('invitation').where('id', 'in', old).executeTakeFirst()).numDeletedRows)
    }),
})

/** What we hold about a person and how it ends. */
export const personalData: readonly PersonalData[] = [ratingPersonalData, invitationPersonalData]
