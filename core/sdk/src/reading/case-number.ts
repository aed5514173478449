import { plainText } from './plain-text.ts'

const latin = 'ABCEHKMOPTXYI'
const cyrillic = 'АВСЕНКМОРТХУІ'
const turned = (text: string, from: string, to: string): string =>
  [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join('')

const written = /^[№#\s]*(?:(\p{L}{1,8})[\s.-]{0,3})?(\p{L}{1,4})[\s.-]{0,3}(\d{4})[\s.-]{1,3}0*(\d{1,9})$/u

/**
 * A registration number that somebody typed, in every spelling it may have been given out in: with the sign of the city
 * or without, in small letters, with Latin letters for Cyrillic ones, any dashes, no zeros in front. Empty where it is
 * none.
 *
 * @param prefix `ctx.city.numberPrefix`
 * @example readCaseNumber('c-2026-123', 'УЗ') // ['УЗ-C-2026-000123', 'УЗ-С-2026-000123']
 */
export function readCaseNumber(typed: string, prefix: string): readonly string[] {
  const found = written.exec(plainText(typed).text.trim().toUpperCase())
  if (!found) return []
  const [, city = prefix, series = '', year = '', value = ''] = found
  const number = (form: (text: string) => string): string =>
    `${city === prefix ? prefix : form(city)}-${form(series)}-${year}-${value.padStart(6, '0')}`
  const as = (from: string, to: string) => number((text) => turned(text, from, to))
  return [...new Set([number((text) => text), as(latin, cyrillic), as(cyrillic, latin)])]
}
