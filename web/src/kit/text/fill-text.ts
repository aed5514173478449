import { tied, type Lang } from '@vmeste/sdk/web'

export type TextParams = Readonly<Record<string, string | number | undefined>>

const rules = new Map<Lang, Intl.PluralRules>()
const ruleFor = (lang: Lang): Intl.PluralRules => {
  let rule = rules.get(lang)
  // unlike dates, plural rules for Belarusian do exist in every browser
  if (!rule) rules.set(lang, (rule = new Intl.PluralRules(lang)))
  return rule
}

/**
 * Which of the forms of a text goes with `n`: `one | few | many` in Russian and Belarusian, `one | other` in English.
 * A form more in front stands for zero: `нет сообщений | {n} сообщение | {n} сообщения | {n} сообщений`.
 */
export function pluralForm(lang: Lang, forms: readonly string[], n: number): string {
  const own = lang === 'en' ? 2 : 3
  if (forms.length > own && n === 0) return forms[0]!.trim()
  const plain = forms.slice(-own)
  const category = ruleFor(lang).select(n)
  const index = category === 'one' ? 0 : category === 'few' ? 1 : own - 1
  // fractions are "other": «2,5 дня» takes the form of "few"
  const at = lang !== 'en' && !Number.isInteger(n) ? 1 : index
  return (plain[Math.min(at, plain.length - 1)] ?? '').trim()
}

/** Chooses the plural form by `params.n` and puts the parameters where the text says `{name}`. */
export function fillText(lang: Lang, text: string, params: TextParams = {}): string {
  const chosen =
    text.includes(' | ') && typeof params.n === 'number' ? pluralForm(lang, text.split(' | '), params.n) : text
  return tied(chosen).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
