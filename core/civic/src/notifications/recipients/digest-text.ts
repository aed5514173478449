import type { City, Lang, Text } from '@vmeste/sdk'
import { linkOf } from '../letter-text.ts'
import type { NotificationRow } from '../notification.entity.ts'

const shown = 20
const subject: Text = { ru: 'Новости: {news}. {city}', be: 'Навіны: {news}. {city}', en: 'News: {news}. {city}' }
const head: Text = {
  ru: 'Новостей накопилось {news}, дел: {cases}. Собрали их в одно письмо.',
  be: 'Навін назбіралася {news}, спраў: {cases}. Сабралі іх у адзін ліст.',
  en: '{news} pieces of news about {cases} cases, in one letter.',
}
const more: Text = { ru: 'И ещё дел: {cases}.', be: 'І яшчэ спраў: {cases}.', en: 'And {cases} more cases.' }

/**
 * Everything that waited for its hour as one row to send: how much there is, and the last word on every case, with its
 * link.
 */
export function digestOf(rows: readonly NotificationRow[], origin: string, city: City): NotificationRow {
  const last = rows.at(-1)!
  const { lang } = last
  const cases = [...new Map(rows.map((row) => [row.about, row])).values()]
  const fill = (text: Text, of: number) => inLang(text, lang, { news: rows.length, cases: of, city: city.name[lang] })
  const lines = cases
    .slice(-shown)
    .map((row) => [row.subject, linkOf(origin, city, row.href)].filter(Boolean).join('\n'))
  const left = cases.length - lines.length
  const short = last.channel === 'SMS'
  return {
    ...last,
    subject: fill(subject, cases.length),
    href: short && cases.length === 1 ? last.href : null,
    text: short
      ? fill(head, cases.length)
      : [fill(head, cases.length), ...lines, ...(left > 0 ? [fill(more, left)] : [])].join('\n\n'),
  }
}

const inLang = (text: Text, lang: Lang, values: Readonly<Record<string, string | number>>): string =>
  text[lang].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
