import { langs, type Lang } from '@vmeste/sdk'

const parameters = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
/** Forms for one, few and many, and one more in front for nothing at all. */
const forms: Readonly<Record<Lang, readonly number[]>> = { ru: [3, 4], be: [3, 4], en: [2, 3] }

/** What is wrong with one text in its three languages; nothing when it is fine. */
export function textFaults(text: Partial<Record<Lang, string>> | undefined): string[] {
  const missing = langs.filter((lang) => !text?.[lang]?.trim())
  if (missing.length > 0) return missing.map((lang) => `it has no text in "${lang}"`)
  const said = text as Record<Lang, string>
  const counted = langs.some((lang) => said[lang].includes(' | '))
  return [
    ...langs
      .filter((lang) => parameters(said[lang]).join() !== parameters(said.ru).join())
      .map((lang) => `in "${lang}" it has the gaps ${list(said[lang])}, in "ru" ${list(said.ru)}`),
    ...(counted
      ? langs
          .filter((lang) => !forms[lang].includes(said[lang].split(' | ').length))
          .map(
            (lang) =>
              `in "${lang}" it has ${said[lang].split(' | ').length} plural forms; ${forms[lang].join(' or ')} are needed`,
          )
      : []),
    ...(/[ищъ]/i.test(said.be) ? [`in "be" it has letters that Belarusian does not know: «${said.be}»`] : []),
  ]
}

const list = (text: string): string => parameters(text).join(' ') || 'none'
