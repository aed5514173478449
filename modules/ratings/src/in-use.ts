import type { Lang, Text } from '@vmeste/sdk'
import type { RatingsCtx } from './ctx.ts'

/** Links that people hold and that would open nothing if the module were switched off. */
export async function inUse(ctx: RatingsCtx) {
  const { count } = await ctx.db.read
    .selectFrom('invitation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirstOrThrow()
  return { count: Number(count), what: words(Number(count)) }
}

const forms = {
  ru: {
    one: 'приглашение ждёт оценки',
    few: 'приглашения ждут оценки',
    many: 'приглашений ждут оценки',
    other: 'приглашения ждут оценки',
  },
  be: {
    one: 'запрашэнне чакае ацэнкі',
    few: 'запрашэнні чакаюць ацэнкі',
    many: 'запрашэнняў чакаюць ацэнкі',
    other: 'запрашэння чакаюць ацэнкі',
  },
  en: { one: 'open invitation', few: 'open invitations', many: 'open invitations', other: 'open invitations' },
} as const

const words = (count: number): Text => {
  const inLang = (lang: Lang): string =>
    `${count} ${forms[lang][new Intl.PluralRules(lang).select(count) as 'one' | 'few' | 'many' | 'other']}`
  return { ru: inLang('ru'), be: inLang('be'), en: inLang('en') }
}
