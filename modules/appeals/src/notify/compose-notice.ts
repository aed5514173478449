import type { Lang, Text } from '@vmeste/sdk'
import { dayInWords } from '../report/step-texts.ts'
import type { NoticeText } from './notice-texts.ts'

export interface NoticeFacts {
  readonly number: string
  /** Tile or topic. */
  readonly what: Text
  readonly place: Text
  readonly department: Text | null
  readonly day: string | null
  readonly note: string | null
  readonly legal: Text
}

const service: Text = { ru: 'служба', be: 'служба', en: 'the department' }

/** The letter in one language; a fact that is missing leaves no hole. */
export function composeNotice(
  { subject, text }: NoticeText,
  facts: NoticeFacts,
  lang: Lang,
): { subject: string; text: string } {
  const values: Readonly<Record<string, string>> = {
    number: facts.number,
    what: facts.what[lang],
    place: facts.place[lang],
    department: (facts.department ?? service)[lang],
    day: facts.day ? dayInWords(facts.day, lang) : '',
    note: facts.note ?? '',
    legal: facts.legal[lang],
  }
  const fill = (source: string) =>
    source
      .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
      .replace(/\s+/g, ' ')
      .trim()
  return { subject: fill(subject[lang]).slice(0, 200), text: fill(text[lang]) }
}
