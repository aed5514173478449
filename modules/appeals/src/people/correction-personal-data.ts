import { aboutPeople, type PersonSubject } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf, wordsMonths } from '../settings.ts'
import { isTheirs, most, part, reportIds } from './whose.ts'

/** What a resident wrote before staff corrected it: theirs like the report itself, and gone with its words. */
export const correctionPersonalData = aboutPeople({
  table: 'correction',
  columns: ['before', 'after'],
  retentionMonths: wordsMonths,
  monthsIn: (ctx) => settingsOf(ctx).wordsMonths,
  afterClosing: true,
  purpose: {
    ru: 'Знать, что в сообщении исправили сотрудники, и вернуть, если исправили неверно',
    be: 'Ведаць, што ў паведамленні выправілі супрацоўнікі, і вярнуць, калі выправілі няправільна',
    en: 'To know what staff corrected in a report, and to take it back where they were wrong',
  },
  title: {
    ru: 'Что исправили в ваших сообщениях',
    be: 'Што выправілі ў вашых паведамленнях',
    en: 'What was corrected in your reports',
  },
  fields: {
    number: { ru: 'Сообщение', be: 'Паведамленне', en: 'Report' },
    before: { ru: 'Было', be: 'Было', en: 'Before' },
    after: { ru: 'Стало', be: 'Стала', en: 'After' },
  },
  export: async (ctx, subject) =>
    (
      await (ctx as AppealsCtx).db.read
        .selectFrom('correction')
        .innerJoin('report', 'report.id', 'correction.report')
        .select(['report.number', 'correction.part', 'correction.before', 'correction.after'])
        .where(theirs(subject))
        .where('part', '<>', 'TOPIC')
        .orderBy('step')
        .limit(most)
        .execute()
    ).map(({ number, before, after }) => ({ number, before: wordsIn(before), after: wordsIn(after) })),
  erase: (ctx, subject) =>
    (ctx as AppealsCtx).db.transaction(async (tx) =>
      Number(
        (
          await tx.kysely
            .deleteFrom('correction')
            .where('part', '<>', 'TOPIC')
            .where(theirs(subject))
            .executeTakeFirst()
        ).numDeletedRows,
      ),
    ),
  forget: (ctx, before) => {
    const appeals = ctx as AppealsCtx
    return appeals.db.transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('correction')
        .innerJoin('report', 'report.id', 'correction.report')
        .select('correction.step')
        .where('part', '<>', 'TOPIC')
        .where('report.closed_at', '<', before)
        .limit(part)
      const gone = tx.kysely.deleteFrom('correction').where('part', '<>', 'TOPIC').where('step', 'in', old)
      return Number((await gone.executeTakeFirst()).numDeletedRows)
    })
  },
})

/** The words of a text or of a place; the rest of it is the city’s. */
const wordsIn = (stood: object): string | null => {
  const { text, address } = stood as { readonly text?: string | null; readonly address?: string | null }
  return text ?? address ?? null
}

const theirs = (subject: PersonSubject) =>
  sql<SqlBool>`correction.report in (select id from appeals.report where id = any(${reportIds(subject)}::uuid[])
    or ${isTheirs(subject)})`
