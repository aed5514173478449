import type { Lang, Text } from '@vmeste/sdk'
import type { AppealsCtx } from './ctx.ts'
import { openStatuses } from './life/report-status.ts'

/** Open reports: what would go silent if the module were switched off. */
export async function inUse(ctx: AppealsCtx) {
  const { count } = await ctx.db.read
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', 'in', openStatuses)
    .executeTakeFirstOrThrow()
  return { count, what: words(count) }
}

const forms = {
  ru: { one: 'сообщение в работе', few: 'сообщения в работе', many: 'сообщений в работе', other: 'сообщения в работе' },
  be: {
    one: 'паведамленне ў працы',
    few: 'паведамленні ў працы',
    many: 'паведамленняў у працы',
    other: 'паведамлення ў працы',
  },
  en: { one: 'open report', few: 'open reports', many: 'open reports', other: 'open reports' },
} as const

const words = (count: number): Text => {
  const inLang = (lang: Lang): string =>
    `${count} ${forms[lang][new Intl.PluralRules(lang).select(count) as 'one' | 'few' | 'many' | 'other']}`
  return { ru: inLang('ru'), be: inLang('be'), en: inLang('en') }
}
