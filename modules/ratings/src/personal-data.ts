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
  title: { ru: 'Ваши оценки и отзывы', be: 'Вашы ацэнкі і водгукі', en: 'Your stars and comments' },
  fields: {
    created_at: { ru: 'Когда', be: 'Калі', en: 'When' },
    comment: { ru: 'Ваш отзыв', be: 'Ваш водгук', en: 'Your comment' },
  },
  correct: {
    text: {
      ru: 'Оценку можно изменить: поставьте её заново на той же странице.',
      be: 'Ацэнку можна змяніць: пастаўце яе зноў на той жа старонцы.',
      en: 'Stars can be changed: give them anew on the same page.',
    },
  },
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
      .where(held)
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
/** Who of the staff answered. Their words are the service's and stay. */
const answerPersonalData = aboutPeople({
  table: 'rating',
  title: { ru: 'Ваши ответы на отзывы', be: 'Вашы адказы на водгукі', en: 'Your answers to comments' },
  fields: {
    answered_at: { ru: 'Когда', be: 'Калі', en: 'When' },
    answer: { ru: 'Ваш ответ', be: 'Ваш адказ', en: 'Your answer' },
  },
  columns: ['answered_by'],
  retentionMonths: 36,
  purpose: {
    ru: 'Знать, кто из сотрудников ответил на отзыв',
    be: 'Ведаць, хто з супрацоўнікаў адказаў на водгук',
    en: 'To know who of the staff answered a comment',
  },
  stays: {
    ru: 'Ответ на отзыв: его даёт служба, без имени того, кто писал.',
    be: 'Адказ на водгук: яго дае служба, без імя таго, хто пісаў.',
    en: 'The answer to a comment: it is the service’s, without the name of whoever wrote it.',
  },
  export: (ctx, { keys }) =>
    (ctx as RatingsCtx).db.read
      .selectFrom('rating')
      .select(['object', 'answered_at', 'answer'])
      .where(sql<boolean>`answered_by = any(${keys}::text[])`)
      .orderBy('answered_at')
      .limit(most)
      .execute(),
  erase: (ctx, { keys }) =>
    (ctx as RatingsCtx).db.transaction(async (tx) => {
      const { numUpdatedRows } = await tx.kysely
        .updateTable('rating')
        .set({ answered_by: null })
        .where(sql<boolean>`answered_by = any(${keys}::text[])`)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    }),
  forget: (ctx, before) =>
    (ctx as RatingsCtx).db.transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('rating')
        .select('id')
        .where('answered_at', '<', before)
        .where('answered_by', 'is not', null)
        .limit(part)
      const { numUpdatedRows } = await tx.kysely
        .updateTable('rating')
        .set({ answered_by: null })
        .where('id', 'in', old)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    }),
})

const held = sql<boolean>`(person is not null or comment is not null or rater not like 'erased:%')`

/** The link in a letter to whoever had something done. */
const invitationPersonalData = aboutPeople({
  table: 'invitation',
  title: { ru: 'Приглашения оценить', be: 'Запрашэнні ацаніць', en: 'Invitations to rate' },
  fields: { title: { ru: 'О чём', be: 'Пра што', en: 'About' }, created_at: { ru: 'Когда', be: 'Калі', en: 'When' } },
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
export const personalData: readonly PersonalData[] = [ratingPersonalData, answerPersonalData, invitationPersonalData]
