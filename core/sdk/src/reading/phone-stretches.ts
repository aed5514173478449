import { anyOf } from './any-of.ts'
import { numberOf } from './phone-number.ts'
import { spansOf, type Span } from './spans.ts'

/** What is written between the digits of a number, and what only whoever hides one writes there. */
const gap = String.raw`[ \t\n()\[\]./\\_~*|,;:='"<>-]`
const unusual = /[,;:='"<>]/
const run = new RegExp(String.raw`[+(]?\d(?:${gap}{0,5}[+(]?\d+)*`, 'g')

/** Days and coordinates: digits that are no phone, even after «звоните». */
const days: readonly RegExp[] = [
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])(?:\.(?:0?[1-9]|1[0-2])\.(?:(?:19|20)\d\d|\d\d)|([/-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d)(?!\d)/g,
  /(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/g,
  /(?<!\d)\d{1,3}\.\d{4,}(?![\d-])/g, // a coordinate
]
/** Behind a sum or a size. */
const unit = anyOf(
  String.raw`руб|р\.|рэ?р|byn|rub|usd|eur|коп|кап|тыс|млн|млрд`,
  String.raw`мм|см|дм|км|м(?![\p{L}\d])|м2|м3|кг|г(?!\p{L})|т(?!\p{L})|л(?!\p{L})|шт|квт|вт(?!\p{L})|га(?!\p{L})`,
  String.raw`лет|год|чел|жител|жыхар|%|°|€|\$|₽`,
)
/** Before the number of a paper or a thing. */
const paper = anyOf(
  '№|n°|приказ|загад|договор|дагавор|заявк|счет|счёт|рахун|артикул|гост|стб|тнпа|унп|огрн',
  'кадастр|инвентар|серийн|опор[аые]|счетчик|счётчик|лічыльнік',
)
const others: readonly RegExp[] = [
  ...days,
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])([/-])(?:0?[1-9]|1[0-2])\1\d\d(?!\d)/g,
  new RegExp(String.raw`(?<!\d)\d[\d \t.,]{0,20}(?=\s?${unit})`, 'giu'),
  new RegExp(String.raw`${paper}(?:\p{L}*[ :]{0,2}){0,2}(?:№|n|no\.?)?\s{0,2}\d[\d/-]*`, 'giu'),
]

/** Words after which any five digits are a number to call; «свидетельства» is none of them. */
const call = anyOf(
  'тел|тэл|звон|тэлефан|патэлефан|набер|моб',
  String.raw`вайбер|вибер|viber|ватсап|вотсап|whats|phone|call|сот\.|сотов`,
)
const between = anyOf('мне|мой|мае|нам|по|на|па|номер|нумар|номеру|нумары|раб|дом|моб|сот|гор|№')
const called = new RegExp(
  String.raw`(?<!\p{L})(?:пере|пера|по|па|до|да)?${call}[\p{L}]*\.?[^\p{L}\d\n]{0,6}(?:${between}[^\p{L}\d\n]{1,6}){0,3}$`,
  'iu',
)
/** «т. 5-12-34» is a telephone of a small town; «5 т. 12» is not. */
const shortWord = /(?<!\p{L}|\d ?)т\.[ \t]?$/iu
const shortNumber = /^\d{1,3}-\d\d-\d\d(?!\d)/
const extension = /^[\s,;(]{0,3}(?:доб|дад|внутр|вн|унутр|ext)\p{L}{0,12}\.?[\s:]{0,2}\d{1,6}\)?/iu

/** Two numbers in a row are eighteen digits and more; nobody's number is longer than this. */
const longest = 15

/** Where telephone numbers stand in a plain text, whatever is put between their digits. */
export function phoneSpans(text: string, country: string): Span[] {
  const kept: Readonly<Record<Sure, readonly Span[]>> = {
    SURE: [],
    ASKED: days.flatMap((other) => spansOf(text, other)),
    LIKELY: others.flatMap((other) => spansOf(text, other)),
  }
  const spans: Span[] = []
  for (const match of text.matchAll(run)) {
    for (const [from, to, sure] of phonesIn(match[0], match.index, text, country)) {
      if (kept[sure].some((other) => other[0] < to && from < other[1])) continue
      spans.push([from, to + (extension.exec(text.slice(to, to + 40))?.[0].length ?? 0)])
    }
  }
  return spans
}

/** How much stands for a phone: the whole number of a country, a word before it, or its form alone. */
type Sure = 'SURE' | 'ASKED' | 'LIKELY'
type Found = readonly [from: number, to: number, sure: Sure]

function phonesIn(found: string, offset: number, text: string, country: string): Found[] {
  const groups = [...found.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
    digits,
    from: index,
    to: index + digits.length,
  }))
  const spans: Found[] = []
  for (let first = 0; first < groups.length;) {
    const phone = phoneFrom(groups, first, found, offset, text, country)
    if (phone === undefined) {
      first++
      continue
    }
    let from = groups[first]!.from
    // a plus and a bracket in front belong to the number
    while (from > 0 && /[+(]/.test(found[from - 1]!)) from--
    spans.push([offset + from, offset + groups[phone.last]!.to, phone.sure])
    first = phone.last + 1
  }
  return spans
}

interface Group {
  readonly digits: string
  readonly from: number
  readonly to: number
}

/** The last group of the longest number that begins with the given one. */
function phoneFrom(
  groups: readonly Group[],
  first: number,
  found: string,
  offset: number,
  text: string,
  country: string,
): { readonly last: number; readonly sure: Sure } | undefined {
  const plus = found[groups[first]!.from - 1] === '+' || found.slice(0, groups[first]!.from).endsWith('+(')
  const before = first === 0 ? text.slice(Math.max(0, offset - 60), offset) : ''
  const short = shortWord.test(before) && shortNumber.test(found)
  const asked = first === 0 && (short || called.test(before))
  let digits = ''
  let best: { readonly last: number; readonly sure: Sure } | undefined
  for (let last = first; last < groups.length; last++) {
    digits += groups[last]!.digits
    if (digits.length > longest) break
    const written = found.slice(groups[first]!.from, groups[last]!.to)
    if (last > first && /\+/.test(written)) break
    const coded = found[groups[first]!.from - 1] === '(' && /^\d{3,5}\)/.test(written)
    const sure = howSure(digits, written, plus, asked, country, coded)
    if (sure) best = { last, sure }
  }
  return best
}

const whole = /^(?:(?:8?0|(?:00|810)?375)(?:15|16|17|2[1-5]|29|33|44)\d{7}|[78][34789]\d{9}|(?:00|810)7\d{10})$/
const withoutPrefix = /^(?:(?:25|29|33|44)\d{7}|[3489]\d{9})$/
/** 33 35 37 39 41 are houses: a number begins with its code, or has no gaps. */
const begins = /^(?:\d{2,3}\D|\d+$)/
const houses = /^\d\d(?:\D+\d\d){4}$/
/** «8, 31, 33, 35» are houses; a code of a country has its trunk prefix or three digits behind it. */
const countrys = /^(?:8\D*0\D*\d|(?:00)?375|[78]\D+\d{3}\D)/
const neighbours = new Set(['BY', 'RU', 'KZ'])

/** By form alone: whoever wrote the number may have slipped, and a covered number too many harms nobody. */
function howSure(
  digits: string,
  written: string,
  plus: boolean,
  asked: boolean,
  country: string,
  coded: boolean,
): Sure | undefined {
  if (/^0+$/.test(digits)) return undefined
  // a list of houses, hours, sizes: a number of a country alone is written so on purpose
  if (unusual.test(written)) return whole.test(digits) && countrys.test(written) ? 'SURE' : undefined
  if (plus) return digits.length >= 7 ? 'SURE' : undefined
  if (whole.test(digits)) return 'SURE'
  if (asked && digits.length >= 5) return 'ASKED'
  // 5 000 000: the way sums are written
  if (/^\d{1,3}(?:[ .]\d{3})+$/.test(written)) return undefined
  // as a town's number is written
  if (/^\d{3}([ -]{1,3})\d{2}\1\d{2}$/.test(written)) return 'LIKELY'
  // one digit too many or too few, but the rest is enough to try
  if (/^(?:80[1-4]\d|375[1-4]\d)\d{6,8}$/.test(digits)) return 'LIKELY'
  if (withoutPrefix.test(digits) && (coded || begins.test(written)) && !houses.test(written)) return 'LIKELY'
  return !neighbours.has(country) && digits.length >= 9 && numberOf(digits, country) !== undefined
    ? 'LIKELY'
    : undefined
}
