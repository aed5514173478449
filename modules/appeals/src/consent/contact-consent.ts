import { langs, Notifications, type Lang, type PhoneUse, type Text } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import { consentTexts, consentVersion, consentWords, type ConsentVersion } from './consent-texts.ts'

export interface ContactConsent {
  readonly version: string
  readonly words: string
  readonly young: string
  readonly operator: string
  readonly months: number
  readonly letters: boolean
  readonly phone: PhoneUse
}

/** What whoever leaves a contact here is asked to agree to, in the language they read. */
export async function contactConsent(ctx: AppealsCtx): Promise<ContactConsent> {
  const operator = operatorOf(ctx)[ctx.lang]
  const months = settingsOf(ctx).retentionMonths
  return {
    version: consentVersion,
    words: wordsAgreedTo(consentVersion, ctx.lang, operator, months),
    young: ctx.say(consentTexts.young),
    operator,
    months,
    letters: ctx.use(Notifications).letters,
    phone: await ctx.use(Notifications).phones(),
  }
}

/** The words as they were read, whatever the city is called by now. */
export const wordsAgreedTo = (version: ConsentVersion, lang: Lang, operator: string, months: number): string =>
  consentWords[version][lang].replace('{operator}', () => operator).replace('{months}', String(months))

/** Who answers for the data: as the city's settings name it, else the city itself. A service is asked by nobody. */
export function operatorOf(ctx: AppealsCtx): Text {
  const named = settingsOf(ctx).operator
  if (named) return { ru: named, be: named, en: named }
  const { name, kind } = ctx.city
  if (kind !== 'city') return name
  const line = (lang: Lang): string => consentTexts.city[lang].replace('{city}', () => name[lang])
  return Object.fromEntries(langs.map((lang) => [lang, line(lang)])) as unknown as Text
}
