import { aboutPeople } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { most, part } from './whose.ts'

/** Stands where somebody stood who is not known any more. */
export const erased = 'erased'

/** Who did what: of staff the name beside it, of residents the key alone. */
export const historyPersonalData = aboutPeople({
  table: 'history',
  title: { ru: 'Что вы делали с сообщениями', be: 'Што вы рабілі з паведамленнямі', en: 'What you did with reports' },
  fields: {
    number: { ru: 'Сообщение', be: 'Паведамленне', en: 'Report' },
    at: { ru: 'Когда', be: 'Калі', en: 'When' },
    note: { ru: 'Ваши слова', be: 'Вашы словы', en: 'Your words' },
  },
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
      .innerJoin('report', 'report.id', 'history.report')
      .select(['history.report', 'report.number', 'history.at', 'history.kind', 'history.note'])
      .where(sql<boolean>`history.actor = any(${keys}::text[])`)
      .orderBy('history.at')
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
      return Number(steps.numUpdatedRows)
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

/** Who of the staff has looked at a photo before everybody sees it. */
export const photoCheckPersonalData = aboutPeople({
  table: 'report_photo',
  title: { ru: 'Фото, которые вы проверили', be: 'Фота, якія вы праверылі', en: 'Photos that you looked at' },
  columns: ['checked_by'],
  retentionMonths: 36,
  purpose: {
    ru: 'Чтобы знать, кто из сотрудников проверил фото.',
    be: 'Каб ведаць, хто з супрацоўнікаў праверыў фота.',
    en: 'To know who of the staff looked at a photo.',
  },
  export: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('report_photo')
      .select(['report', 'visibility'])
      .where(sql<boolean>`checked_by = any(${keys}::text[])`)
      .limit(most)
      .execute(),
  erase: (ctx, { keys }) => uncheck(ctx, sql<boolean>`checked_by = any(${keys}::text[])`),
  // a photo bears no date: the report it hangs on does
  forget: (ctx, before) =>
    uncheck(
      ctx,
      sql<boolean>`ctid in (select p.ctid from appeals.report_photo p
        join appeals.report r on r.city = p.city and r.id = p.report
        where p.checked_by is not null and r.closed_at < ${before} limit ${part})`,
    ),
})

const uncheck = (ctx: AppealsCtx, where: ReturnType<typeof sql<boolean>>): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const done = await tx.kysely.updateTable('report_photo').set({ checked_by: null }).where(where).executeTakeFirst()
    return Number(done.numUpdatedRows)
  })

/** A half-written answer. */
export const draftPersonalData = aboutPeople({
  table: 'draft',
  title: { ru: 'Недописанные ответы', be: 'Недапісаныя адказы', en: 'Unfinished answers' },
  fields: { updated_at: { ru: 'Когда', be: 'Калі', en: 'When' }, text: { ru: 'Текст', be: 'Тэкст', en: 'Text' } },
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
