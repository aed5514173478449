import { langs, type Text } from '@vmeste/sdk'
import { blackOrWhite, contrastOf } from '../look/brand-style.ts'
import { cityProblems } from './city-problems.ts'
import { reservedSlugs } from './reserved-slugs.ts'

/** What makes a city, as somebody has typed it. Each check gives what will be kept, or refuses in words. */

const longestName = 80
const readableAt = 4.5
/** Letters to Unicode, nothing to the eye. */
const hollow = /[\u115f\u1160\u3164\uffa0\u2800]/u

/** @throws Problem `VMESTE_CITY_SLUG`, `VMESTE_CITY_SLUG_RESERVED` */
export function checkSlug(slug: string): string {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug) || slug.endsWith('-')) throw cityProblems.slug(slug.slice(0, 60))
  if (reservedSlugs.has(slug)) throw cityProblems.slugReserved(slug)
  return slug
}

/** @throws Problem `VMESTE_CITY_NAME` */
export function checkName(name: Text): Text {
  const kept = (lang: keyof Text): string => {
    const text = name[lang]
      .normalize('NFC')
      .trim()
      .replace(/\p{Zs}+/gu, ' ')
    if (text.length > longestName || /\p{C}/u.test(text) || hollow.test(text) || !/\p{L}/u.test(text))
      throw cityProblems.name(lang)
    return text
  }
  const [ru, be, en] = langs.map(kept)
  return { ru: ru!, be: be!, en: en! }
}

/** @throws Problem `VMESTE_CITY_PREFIX` */
export function checkPrefix(prefix: string): string {
  const kept = prefix.normalize('NFC').trim().toUpperCase()
  if (!/^\p{Lu}[\p{Lu}\d]{0,5}$/u.test(kept)) throw cityProblems.prefix(prefix.slice(0, 40))
  return kept
}

const twins: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  Ё: 'E',
  І: 'I',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Ў: 'Y',
  Х: 'X',
}

/** How a prefix looks on paper: letters that only a computer tells apart are one. */
export const looksOf = (prefix: string): string =>
  [...prefix.toUpperCase()].map((letter) => twins[letter] ?? letter).join('')

/** @param slugOf slugs of other cities by how their prefixes look @throws Problem `VMESTE_CITY_PREFIX_TAKEN` */
export function requireFreePrefix(prefix: string, slugOf: ReadonlyMap<string, string>): void {
  const taken = slugOf.get(looksOf(prefix))
  if (taken !== undefined) throw cityProblems.prefixTaken(prefix, taken)
}

/**
 * @param colour six hex digits, with `#` or without: a shell takes what follows `#` for a remark
 * @param onColour what stands on it; black or white, whichever is read better, unless given
 * @throws Problem `VMESTE_CITY_COLOUR`, `VMESTE_CITY_CONTRAST`
 */
export function checkColours(
  colour: string,
  onColour?: string,
): { readonly colour: string; readonly onColour: string } {
  const ground = hex(colour),
    better = blackOrWhite(ground)
  if (onColour === undefined) return { colour: ground, onColour: better }
  const text = hex(onColour),
    found = contrastOf(ground, text)
  if (found < readableAt) throw cityProblems.contrast(text, ground, found.toFixed(1), better)
  return { colour: ground, onColour: text }
}

function hex(colour: string): string {
  const digits = /^#?([0-9a-f]{6})$/i.exec(colour.trim())?.[1]
  if (!digits) throw cityProblems.colour(colour.slice(0, 40))
  return `#${digits.toLowerCase()}`
}

/**
 * Where the countries lie whose cities are served: enough to see that somebody has turned the axes. South, west, north,
 * east.
 */
const countries = [
  [51, 23, 56.5, 33],
  [41, 19, 82, 180],
] as const
const inOne = (lat: number, lon: number): boolean =>
  countries.some(([south, west, north, east]) => lat >= south && lat <= north && lon >= west && lon <= east)

/** @param at `52.80,27.99` @throws Problem `VMESTE_CITY_CENTRE`, `VMESTE_CITY_CENTRE_SWAPPED` */
export function checkCentre(at: string): { readonly lat: number; readonly lon: number } {
  const parts = /^\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*$/.exec(at)
  if (!parts) throw cityProblems.centre(at.slice(0, 60))
  const [lat, lon] = [Number(parts[1]), Number(parts[2])]
  if (!inOne(lat, lon) && inOne(lon, lat)) throw cityProblems.centreSwapped(`${lat},${lon}`, `${lon},${lat}`)
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) throw cityProblems.centre(at.slice(0, 60))
  return { lat, lon }
}

/** @throws Problem `VMESTE_CITY_TIMEZONE` */
export function checkTimezone(timezone: string): string {
  if (!Intl.supportedValuesOf('timeZone').includes(timezone)) throw cityProblems.timezone(timezone.slice(0, 60))
  return timezone
}
