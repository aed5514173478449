import { anyOf } from './any-of.ts'
import { spansOf, type Span } from './spans.ts'
import { latin } from './twins.ts'

const sep = String.raw`[ \t.№/-]{0,3}`
const edge = String.raw`(?<![\p{L}\p{N}])`
const end = String.raw`(?![\p{L}\p{N}])`
const digits = (count: number) => String.raw`\d(?:${sep}\d){${count - 1}}`

/** Of capitals and Latin letters: the series of Belarus, and what stands in its documents. */
const byShape: readonly RegExp[] = [
  new RegExp(`${edge}(?:AB|BM|HB|KH|MP|MC|KB|PP|SP|DP)${sep}(?:N|NO)?${sep}${digits(7)}${end}`, 'gu'),
  new RegExp(`${edge}${digits(7)}${sep}[A-Z]${sep}${digits(3)}${sep}(?:PB|BA|BI)${sep}\\d${end}`, 'gu'),
  new RegExp(`${edge}BY${sep}\\d\\d(?:${sep}[A-Z]){4}(?:${sep}[A-Z0-9]){20}${end}`, 'gu'), // an account of a bank
]
/** As typed: what Russia gives. */
const byDigits: readonly RegExp[] = [
  /(?<![\d-])(?!(?:19|20)\d\d)\d\d ?\d\d(?: |(?: ?№ ?))\d{6}(?![\d-])/g, // a passport, 45 03 123456
  /(?<!\d)\d{3}[ -]{1,3}\d{3}[ -]{1,3}\d{3}[ -]{1,3}\d\d(?!\d)/g, // an insurance number
  /(?<!\d)4(?:0817|0820|23\d\d)(?:[ .-]?\d){15}(?!\d)/g, // an account of a person
]
const series = anyOf('серии|серия|серыі|серыя|номер|нумар|№')
/** The number of a passport, and its series in letters; no date. */
const passport = String.raw`(?!\d{1,2}[.\s])(?:\p{L}{2}[\s№-]{0,3})?\d(?:[ \t№,./-]{0,3}(?:номер|нумар)?[ \t]{0,2}\d){5,10}`
const own = anyOf('личн|персональн|идентификационн|ідэнтыфікацыйн|асабіст')
const paper = anyOf(
  'билет|білет|водительск|вадзіцельск|удостоверени|пасведчанн|свидетельств',
  'полис|поліс|жительств|жыхарств|загранп',
)
const numbered = String.raw`(?!(?:19|20)\d\d-)(?:(?:\d\d ?\d\d|[\p{L}\d-]{1,5})[\s№-]{1,3})?\d(?:[ -]?\d){5,15}`
/** The number that a word announces, whatever its form: only the number is covered. */
const announced: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<=(?:паспорт|пашпарт|passport)\p{L}{0,6}[\s:,№-]{0,4}(?:${series}[\s:]{0,3}){0,2})${passport}(?![\p{L}\d])`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<=${own}\p{L}{0,12}\s{1,3}(?:номер|нумар)\p{L}{0,3}[\s:№-]{0,4})[\p{L}\d]{10,16}(?![\p{L}\d])`,
    'giu',
  ),
  /(?<=(?:сери|серы)\p{L}{1,2}[\s:]{1,3})(?:\p{L}{2}|\d\d ?\d\d)[\s,;]{0,3}(?:№|номер|нумар|n)[\s:]{0,3}\d{6,7}(?!\d)/giu,
  /(?<=снилс\p{L}{0,2}[\s:№-]{0,4})\d(?:[ -]{0,3}\d){10}(?!\d)/giu,
  /(?<=(?<!\p{L})инн[\s:№-]{0,4})(?:\d{12}|\d{10})(?!\d)/giu,
  // any other paper of a person: its series, if any, and six digits and more
  new RegExp(
    String.raw`(?<=${paper}\p{L}{0,14}(?:[\s.:,№-]{1,3}\p{L}{1,14}){0,3}?[\s.:,№-]{1,4})${numbered}(?![\p{L}\d])`,
    'giu',
  ),
  /(?<=(?<!\p{L})ВУ[\s:№-]{1,3})\d\d ?\d\d ?\d{6}(?!\d)/gu,
]

/** Where numbers of passports, people and accounts stand in a plain text. */
export function documentSpans(text: string): Span[] {
  const capitals = latin(text)
  return [
    ...byShape.flatMap((shape) => spansOf(capitals, shape)),
    ...[...byDigits, ...announced].flatMap((shape) => spansOf(text, shape)),
  ]
}

/** As it stands on the card: mistyped, it says whose it is all the same. */
const inFours = /(?<!\d)[2-9]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)/g

/** Where numbers of bank cards stand: in fours, or 15, 16 or 19 digits whose check digit is right. */
export function cardSpans(text: string): Span[] {
  const spans: Span[] = [...spansOf(text, inFours)]
  for (const { 0: found, index } of text.matchAll(/(?<!\d)\d(?:[ \t\n./_-]{0,3}\d){14,18}(?!\d)/g)) {
    const number = found.replace(/\D/g, '')
    if (/^[2-9](?:.{14}|.{15}|.{18})$/.test(number) && luhn(number)) spans.push([index, index + found.length])
  }
  return spans
}

/** The check digit of cards. */
function luhn(number: string): boolean {
  const sum = [...number].toReversed().reduce((all, sign, place) => {
    const value = Number(sign) * (place % 2 === 0 ? 1 : 2)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
