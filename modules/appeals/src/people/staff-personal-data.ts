import { aboutPeople } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { most, part } from './whose.ts'

/** Stands where somebody stood who is not known any more. */
export const erased = 'erased'

/** Who did what: of staff the name beside it, of residents the key alone. */
export const historyPersonalData = aboutPeople({
  table: 'history',
  columns: ['actor', 'actor_name', 'note'],
  retentionMonths: 36,
  purpose: {
    ru: 'Чтобы знать, кто что сделал по сообщению.',
    be: 'Каб ведаць, хто што зрабіў па паведамленні.',
    en: 'To know who did what about a report.',
  },
  stays: {
    ru: 'Шаги сообщения, их даты и слова службы: без имени того, кто их сделал.',
    be: 'Крокі паведамлення, іх даты і словы службы: без імя таго, хто іх зрабіў.',
    en: 'The steps of a report, their dates and the words of the service: without the name of whoever took them.',
  },
  export: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('history')
      .select(['report', 'at', 'kind', 'note'])
      .where(sql<boolean>`actor = any(${keys}::text[])`)
      .orderBy('at')
      .limit(most)
      .execute(),
  erase: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.transaction(async (tx) => {
      const steps = await tx.kysely
        .updateTable('history')
        .set({
          actor: sql<string>`case when actor_name is null then 'guest' else ${erased} end`,
          note: sql<string | null>`case when actor_name is null then null else note end`,
          actor_name: null,
        })
        .where(sql<boolean>`actor = any(${keys}::text[])`)
        .executeTakeFirst()
      const checked = await tx.kysely
        .updateTable('report_photo')
        .set({ checked_by: null })
        .where(sql<boolean>`checked_by = any(${keys}::text[])`)
        .executeTakeFirst()
      return Number(steps.numUpdatedRows) + Number(checked.numUpdatedRows)
    }),
  forget: (ctx, before) =>
    (ctx as AppealsCtx).db.transaction(async (tx) => {
      const named = sql<boolean>`(actor_name is not null or actor like '%|%')`
      const { numUpdatedRows } = await tx.kysely
        .updateTable('history')
        .set({
          actor: sql<string>`case when actor like '%|%' then case when actor_name is null then 'guest' else ${erased} end
            else actor end`,
          actor_name: null,
        })
        .where('id', 'in', (eb) =>
          eb.selectFrom('history').select('id').where('at', '<', before).where(named).limit(part),
        )
        .where(named)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    }),
})

/** A half-written answer. */
export const draftPersonalData = aboutPeople({
  table: 'draft',
  columns: ['staff', 'text'],
  retentionMonths: 1,
  purpose: {
    ru: 'Не потерять недописанный ответ сотрудника',
    be: 'Не згубіць недапісаны адказ супрацоўніка',
    en: 'Not to lose a half-written answer of staff',
  },
  export: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('draft')
      .select(['report', 'text', 'updated_at'])
      .where(sql<boolean>`staff = any(${keys}::text[])`)
      .limit(most)
      .execute(),
  erase: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.transaction(async (tx) =>
      Number(
        (
          await tx.kysely
            .deleteFrom('draft')
            .where(sql<boolean>`staff = any(${keys}::text[])`)
            .executeTakeFirst()
        ).numDeletedRows,
      ),
    ),
  forget: (ctx, before) =>
    (ctx as AppealsCtx).db.transaction(async (tx) =>
      Number((await tx.kysely.deleteFrom('draft').where('updated_at', '<', before).executeTakeFirst()).numDeletedRows),
    ),
})
