import { aboutPeople, type PersonSubject } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import { isConsentVersion } from '../consent/consent-texts.ts'
import { wordsAgreedTo } from '../consent/contact-consent.ts'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import { isTheirs, most, part, reportIds, supporterIds } from './whose.ts'

/**
 * Found by what it is about: the row itself names nobody. It goes with the person; whether a law asks to keep the bare
 * fact of a consent longer is not confirmed [M], so nothing of it is kept.
 */
export const consentPersonalData = aboutPeople({
  table: 'consent',
  monthsIn: (ctx) => settingsOf(ctx).retentionMonths,
  afterClosing: true,
  title: { ru: 'Ваше согласие на контакт', be: 'Ваша згода на кантакт', en: 'Your consent to a contact' },
  fields: {
    number: { ru: 'Сообщение', be: 'Паведамленне', en: 'Report' },
    words: { ru: 'Вы согласились', be: 'Вы згадзіліся', en: 'You agreed' },
    given_at: { ru: 'Когда', be: 'Калі', en: 'When' },
    withdrawn_at: { ru: 'Забрали согласие', be: 'Забралі згоду', en: 'Taken back' },
  },
  columns: ['supporter', 'given_at', 'withdrawn_at'],
  retentionMonths: 12,
  purpose: {
    ru: 'Чтобы знать, на что вы согласились, когда оставили контакт, и что забрали согласие',
    be: 'Каб ведаць, на што вы згадзіліся, калі пакінулі кантакт, і што забралі згоду',
    en: 'To know what you agreed to when you left a contact, and that you took it back',
  },
  export: async (ctx, subject) =>
    (
      await (ctx as AppealsCtx).db.read
        .selectFrom('consent')
        .select((eb) => [
          eb.selectFrom('report').select('number').whereRef('report.id', '=', 'consent.report').as('number'),
          'purpose',
          'words',
          'operator',
          'months',
          'lang',
          'given_at',
          'withdrawn_at',
        ])
        .where(theirs(subject))
        .orderBy('given_at')
        .limit(most)
        .execute()
    ).map(({ words, lang, ...row }) => ({
      ...row,
      version: words,
      words: isConsentVersion(words) ? wordsAgreedTo(words, lang, row.operator, row.months) : null,
    })),
  erase: (ctx, subject) =>
    (ctx as AppealsCtx).db.transaction(async (tx) =>
      Number((await tx.kysely.deleteFrom('consent').where(theirs(subject)).executeTakeFirst()).numDeletedRows),
    ),
  forget: (ctx, before) => {
    const appeals = ctx as AppealsCtx
    return appeals.db.transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('consent')
        .innerJoin('report', 'report.id', 'consent.report')
        .select('consent.id')
        .where('report.closed_at', '<', before)
        .limit(part)
      return Number((await tx.kysely.deleteFrom('consent').where('id', 'in', old).executeTakeFirst()).numDeletedRows)
    })
  },
})

/** By their things, and by what is theirs still: reports may have lost their owner a moment ago. */
const theirs = (subject: PersonSubject) =>
  sql<SqlBool>`(supporter is null and (report = any(${reportIds(subject)}::uuid[])
      or report in (select id from appeals.report where ${isTheirs(subject)}))
    or supporter = any(${supporterIds(subject)}::uuid[])
    or supporter in (select id from appeals.supporter where ${isTheirs(subject)}))`
