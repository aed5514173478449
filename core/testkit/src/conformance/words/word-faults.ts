import { langs, type Lang } from '@vmeste/sdk'
import { forbiddenWords } from './forbidden-words.ts'
import { termFaults } from './terms.ts'

export type Said = Partial<Record<Lang, string>>

/** Signs that a button holds in every language. */
export const buttonHolds = 24

const count = 'n|count|total|limit|most|max|min|left|rows|times|days|hours|minutes|seconds|months|years'
const counts = new RegExp(`\\{(?:${count}|\\w+(?:Count|Days|Hours|Minutes|Seconds|Months))\\} (\\p{L}+)(\\.?)`, 'gu')
/** Units and small words that are right beside every number. */
const beside =
  /^(?:мин|ч|с|дн|мес|м|км|МБ|КБ|хв|гадз|дз|м|in|of|min|h|s|m|km|MB|KB|GB|ГБ|из|з|и|і|and|to|в|у|ў|на|или|або|or|more|х|x|до|да|млн|million|d)$/u
const stopped = /^(?:дн|дз|мес)$/u

/** What is wrong with the words of one text. */
export function wordFaults(said: Said, { button = false } = {}): string[] {
  return [
    ...langs.flatMap((lang) => {
      const text = said[lang]
      return text === undefined ? [] : [...faultsIn(lang, text), ...(button ? tooLong(lang, text) : [])]
    }),
    ...termFaults(said),
  ]
}

function faultsIn(lang: Lang, text: string): string[] {
  const plain = text.replaceAll(/https?:\/\/\S+|`[^`]*`|\b[A-Z_]{3,}=\S+/g, '')
  return [
    ...forbiddenWords
      .filter((one) => one.lang === lang && one.pattern.test(plain.replaceAll(/\{\w+\}/g, '·')))
      .map(({ word, instead }) => `in "${lang}" it says «${word}»; the word is «${instead}»`),
    ...marks(lang, plain),
    ...numbers(lang, plain),
    ...(lang === 'be' ? shortU(plain) : []),
  ]
}

function marks(lang: Lang, text: string): string[] {
  const faults: [boolean, string][] = [
    [/\p{L}'\p{L}/u.test(text), 'a straight apostrophe: ’'],
    [/(?<![=\w])"\p{L}|\p{L}"(?!\w)/u.test(text), lang === 'en' ? 'straight quotes: “ ”' : 'straight quotes: «»'],
    [/\.\.\./.test(text), 'three dots: …'],
    [/\p{L} - \p{L}/u.test(text), 'a hyphen for a dash: —'],
    [lang === 'en' && /[«»]/.test(text), 'the quotes of another language: “ ”'],
    [lang !== 'en' && /“/.test(text), 'the quotes of another language: «»'],
    [/(?<!\p{L})(?:мин|хв|ч|с)\. \p{Ll}/u.test(text), 'a full stop behind a unit: мин, хв, ч, с have none'],
  ]
  return faults.filter(([wrong]) => wrong).map(([, message]) => `in "${lang}" it has ${message}`)
}

/** A number stands with the forms of its language, behind a colon, or beside a unit that is the same for every number. */
function numbers(lang: Lang, text: string): string[] {
  if (text.includes(' | ')) return []
  return [...text.matchAll(counts)].flatMap(([whole, word, stop]) =>
    beside.test(word!) && (!stopped.test(word!) || stop === '.')
      ? []
      : [
          `in "${lang}" «${whole}» is right for some numbers only: give it plural forms, or put the number after a colon`,
        ],
  )
}

/** «ў» after a vowel, «у» after a consonant: within one stretch of speech. */
function shortU(text: string): string[] {
  const wrong = /[аеёіоуыэюя] у(?= |[бвгджзйклмнпрстфхцчшь])|[бвгджзйклмнпрстфхцчшь] ў/u.exec(text)
  return wrong
    ? [`in "be" «у» and «ў» are mixed up: «${text.slice(Math.max(0, wrong.index - 12), wrong.index + 12)}»`]
    : []
}

const tooLong = (lang: Lang, text: string): string[] =>
  text
    .split(' | ')
    .map((form) =>
      form
        .replaceAll(/\{\w+\}/g, '00')
        .replace(/…$/, '')
        .trim(),
    )
    .filter((form) => [...form].length > buttonHolds)
    .map((form) => `in "${lang}" the button says ${[...form].length} signs, and holds ${buttonHolds}: «${form}»`)
