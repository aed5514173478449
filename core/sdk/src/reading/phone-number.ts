import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { z } from 'zod'
import type { Text } from '../text.ts'
import { isMark, plainSign } from './marks.ts'

/** What may stand before or after a number: «тел.», “(Viber)”, «моб.:», “tel:”. */
const words =
  '(?:тэл|тел|телефон|тэлефон|моб|мобильный|мабільны|дом|домашний|раб|рабочий|факс|phone|tel|mob|mobile|cell|fax|' +
  'viber|вайбер|вибер|telegram|телеграм|тг|tg|whatsapp|ватсап|вотсап|мтс|mts|a1|а1|life|лайф)'
const before = new RegExp(`^(?:${words}[.:\\s]*)+`, 'iu')
const after = new RegExp(`(?:[\\s,;/+&]*[(]?${words}[.)]?)+$`, 'iu')
/** Whose it is, behind a comma or in brackets: «, Иван», «(сын)». */
const whose = /(?:[,;]\s*\p{L}[\p{L}\s.'-]{0,40}|\s*\(\p{L}[\p{L}\s.,/'-]{0,40}\)|[\s.,;:]+)$/u
/** A number inside an office: said to whoever answers, never dialled. */
const extension =
  /[\s,;(]*(?:доб|добавочный|дадатковы|дад|внутр|внутренний|вн|унутр|ext|extension|x)[.:\s]*\d{1,6}\)?$/iu
const written = /^\+?[\d\s()[\]./\\_~*,-]+$/

/** The signs as a plain keyboard has them, without words around, without an extension. */
export function digitsTyped(typed: string): string | undefined {
  const plain = [...typed]
    .filter((sign) => !isMark(sign) && sign !== '\u20e3')
    .map(plainSign)
    .join('')
    .trim()
  const bare = [extension, after, whose, after, extension, whose]
    .reduce((rest, tail) => rest.replace(tail, ''), plain.replace(before, ''))
    .trim()
  if (!written.test(bare)) return undefined
  return (bare.startsWith('+') ? '+' : '') + bare.replace(/\D/g, '')
}

/** Ways to write a number so that its country shows, whichever country one is in. */
const abroad: readonly (readonly [RegExp, CountryCode])[] = [
  [/^80?\d{9}$/, 'BY'],
  [/^0\d{9}$/, 'BY'],
  [/^8\d{10}$/, 'RU'],
]

/**
 * A telephone number as people type it, Word sets it and contact cards hold it, as E.164: `8 (029) 123‑45‑67`, `‪+375…‬`,
 * «тел. 8–029–…», `… (Viber)`. Town numbers count, with their code; short ones (`101`) do not.
 *
 * @param country of the city, ISO 3166: whose number it is when the number does not say
 * @returns nothing when nobody could be reached by it
 * @example readPhone('8–029–123–45–67', 'BY') // '+375291234567'
 */
export function readPhone(typed: string, country = 'BY'): string | undefined {
  if (typed.length > 80) return undefined
  const digits = digitsTyped(typed)
  return digits === undefined ? undefined : numberOf(digits, country)
}

/** @param digits nothing else, but for a plus in front */
export function numberOf(digits: string, country: string): string | undefined {
  const count = digits.length - (digits.startsWith('+') ? 1 : 0)
  if (count < 7 || count > 18) return undefined
  if (digits.startsWith('+')) return valid(digits)
  const home = valid(digits, country as CountryCode)
  if (home) return home
  if (digits.startsWith('00')) return valid(`+${digits.slice(2)}`)
  if (/^(?:375\d{9}|7\d{10})$/.test(digits)) return valid(`+${digits}`)
  for (const [form, whose] of abroad) {
    const found = whose !== country && form.test(digits) && valid(digits, whose)
    if (found) return found
  }
  return undefined
}

/** Operators here get new thousands sooner than a plan in a library knows of them. */
const mobileHere = /^\+375(?:24|25|29|33|44)[1-9]\d{6}$/

function valid(digits: string, country?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(
    digits,
    country === undefined ? { extract: false } : { defaultCountry: country, extract: false },
  )
  return number && (number.isValid() || mobileHere.test(number.number)) ? number.number : undefined
}

/**
 * A stored number as people read it, with the dashes of here: `+375 29 123-45-67`, `+375 1718 5-12-34`. What is no number
 * stays as it is.
 */
export function showPhone(stored: string): string {
  const shown = /^\+\d+$/.test(stored) ? parsePhoneNumberFromString(stored)?.formatInternational() : undefined
  const [, area, rest] = /^(\+(?:375|7) \d+) ([\d ]+)$/.exec(shown ?? '') ?? []
  if (area === undefined || rest === undefined) return shown ?? stored
  return `${area} ${rest.replaceAll(' ', '').replace(/(\d\d)(\d\d)$/, '-$1-$2')}`
}

const unreadable: Text = {
  ru: 'Такого номера не бывает. Пример: +375 29 123-45-67.',
  be: 'Такога нумара не бывае. Прыклад: +375 29 123-45-67.',
  en: 'This is no phone number. Example: +375 29 123-45-67.',
}
const unreadableThere: Text = {
  ru: 'Такого номера не бывает. Пример: +7 912 345-67-89.',
  be: 'Такога нумара не бывае. Прыклад: +7 912 345-67-89.',
  en: 'This is no phone number. Example: +7 912 345-67-89.',
}

/**
 * Schema of a telephone number: whatever people type, read by {@link readPhone}.
 * What is none is refused as `PHONE_UNREADABLE`, with an example.
 *
 * @param country of the city: `ctx.city.country`
 * @example parseInput(z.object({ phone: phoneNumber(ctx.city.country) }), args.input, ctx.lang)
 */
export const phoneNumber = (country = 'BY') => numberSchema(country, (typed) => readPhone(typed, country))

/**
 * Schema of a number that a service is reached by: also a short one as it is dialled, `101`, `1-15`, `5-12-34`.
 *
 * @example servicePhone('BY').parse('8 (01718) 5-12-34') // '+375171851234'
 */
export const servicePhone = (country = 'BY') =>
  numberSchema(country, (typed) => {
    const number = readPhone(typed, country)
    if (number) return number
    const digits = digitsTyped(typed.slice(0, 80)) ?? ''
    return /^(?!0+$)\d{2,7}$/.test(digits) ? digits : undefined
  })

const numberSchema = (country: string, read: (typed: string) => string | undefined) =>
  z.string().transform((typed, context) => {
    const number = read(typed)
    if (number !== undefined) return number
    const text = country === 'RU' ? unreadableThere : unreadable
    context.addIssue({ code: 'custom', params: { code: 'PHONE_UNREADABLE', text } })
    return z.NEVER
  })
