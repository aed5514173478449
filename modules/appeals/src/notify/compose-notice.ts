import type { Lang, Text } from '@vmeste/sdk'
import { dayInWords } from '../report/step-texts.ts'
import type { NoticeText } from './notice-texts.ts'

export interface NoticeFacts {
  readonly number: string
  /** Tile or topic. */
  readonly what: Text
  readonly topic: Text
  readonly place: Text
  readonly department: Text | null
  readonly day: string | null
  readonly note: string | null
  /** The day by which it is to be mended, where one is promised. */
  readonly due?: string | null
  readonly legal: Text
  /** When it is written. */
  readonly said?: Date
}

/** In place of a sentence that leads to words which are not for a letter: «Причина: {note}». */
const onThePage: Text = {
  ru: ' Подробности на странице сообщения.',
  be: ' Падрабязнасці на старонцы паведамлення.',
  en: ' Details are on the page of the report.',
}
const service: Text = { ru: 'Служба', be: 'Служба', en: 'The department' }

/** The letter in one language; a fact that is missing leaves no hole. */
export function composeNotice(
  { subject, text }: NoticeText,
  facts: NoticeFacts,
  lang: Lang,
): { subject: string; text: string } {
  const values: Readonly<Record<string, string>> = {
    number: facts.number,
    what: facts.what[lang],
    topic: facts.topic[lang],
    place: facts.place[lang],
    department: (facts.department ?? service)[lang],
    day: facts.day ? dayInWords(facts.day, lang, facts.said) : '',
    note: facts.note ?? '',
    due: facts.due ? dayInWords(facts.due, lang, facts.said) : '',
    legal: facts.legal[lang],
  }
  const fill = (source: string) =>
    source
      .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
      .replace(/\s+/g, ' ')
      .trim()
  const dated = facts.due ? text[lang] : text[lang].replace(/[^.]*\{due\}\./, '')
  const body = facts.note ? dated : dated.replace(/[^.]*: \{note\}/, onThePage[lang])
  return { subject: fill(subject[lang]).slice(0, 200), text: fill(body) }
}
