import type { Lang, Text } from '@vmeste/sdk'

type Part = Text | string | number

/** Puts values into a text: `{age}` in each language takes that language's word for it. */
export function fill(text: Text, parts: Readonly<Record<string, Part>>): Text {
  const filled = (lang: Lang): string =>
    text[lang].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const part = parts[name]
      return part === undefined ? whole : typeof part === 'object' ? part[lang] : String(part)
    })
  return { ru: filled('ru'), be: filled('be'), en: filled('en') }
}

/** Sentences one after another. */
export const together = (...texts: readonly (Text | undefined)[]): Text => {
  const said = texts.filter((text) => text !== undefined)
  return {
    ru: said.map(({ ru }) => ru).join(' '),
    be: said.map(({ be }) => be).join(' '),
    en: said.map(({ en }) => en).join(' '),
  }
}

const units: readonly (readonly [number, Text])[] = [
  [1024 ** 4, { ru: 'ТБ', be: 'ТБ', en: 'TB' }],
  [1024 ** 3, { ru: 'ГБ', be: 'ГБ', en: 'GB' }],
  [1024 ** 2, { ru: 'МБ', be: 'МБ', en: 'MB' }],
  [1024, { ru: 'КБ', be: 'КБ', en: 'kB' }],
]
const whole = (value: number): string => (value >= 10 ? String(Math.round(value)) : value.toFixed(1))

/** Bytes as people say them. */
export function sizeOf(bytes: number): Text {
  const [size, unit] = units.find(([least]) => bytes >= least) ?? units.at(-1)!
  const value = whole(bytes / size)
  const comma = value.replace('.', ',')
  return { ru: `${comma} ${unit.ru}`, be: `${comma} ${unit.be}`, en: `${value} ${unit.en}` }
}

const minute = 60_000
const hour = 60 * minute
export const day = 24 * hour

/** A span of time as people say it: to the minute, the hour or the day. */
export function spanOf(ms: number): Text {
  if (ms < 2 * minute)
    return { ru: `${Math.round(ms / 1000)} с`, be: `${Math.round(ms / 1000)} с`, en: `${Math.round(ms / 1000)} s` }
  if (ms < 2 * hour)
    return {
      ru: `${Math.round(ms / minute)} мин`,
      be: `${Math.round(ms / minute)} хв`,
      en: `${Math.round(ms / minute)} min`,
    }
  if (ms < 2 * day)
    return { ru: `${Math.round(ms / hour)} ч`, be: `${Math.round(ms / hour)} гадз`, en: `${Math.round(ms / hour)} h` }
  return { ru: `${Math.floor(ms / day)} дн.`, be: `${Math.floor(ms / day)} дз.`, en: `${Math.floor(ms / day)} d` }
}

const longest = 5
/** A list that ends somewhere, however long it is. */
export const listOf = (names: readonly string[]): string =>
  [...names.slice(0, longest), ...(names.length > longest ? [`… +${names.length - longest}`] : [])].join(', ')
