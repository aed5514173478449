import { cleanText, isVisible } from '../reading/visible-text.ts'
import type { Lang, Text } from '../text.ts'
import { foldWords, meantCodes, skeleton } from './look-alikes.ts'
import type { CellKind } from './table.ts'

const itself = (value: string): string => value

/** Words of a person, cleaned as everywhere. */
export const textCell = (most: number): CellKind => ({
  read: (typed) => {
    const value = cleanText(typed)
    if (value.length > most) return { fault: 'TOO_LONG', what: String(most) }
    // a name of signs that nobody sees is none
    return isVisible(typed) ? { value } : { fault: 'REQUIRED' }
  },
  show: itself,
})

/**
 * A code of a row. Look-alike letters, other dashes and small letters are taken for what is meant where that is one
 * thing alone: a code that is known, else one that begins like those that are.
 *
 * @param like an example, for whoever has to mend one
 * @param known codes the city has
 */
export function codeCell(fits: RegExp, like: string, known: ReadonlySet<string>): CellKind {
  const beginning = (code: string): string => /^[A-Z]+/.exec(code)?.[0] ?? ''
  const beginnings = new Set([...known].map(beginning))
  return {
    read: (typed, others) => {
      const codes = meantCodes(typed, fits)
      const beside = () =>
        new Set(others.map((one) => one.toUpperCase()).flatMap((one) => (fits.test(one) ? [beginning(one)] : [])))
      const among = [
        () => codes,
        () => codes.filter((code) => known.has(code)),
        () => codes.filter((code) => beginnings.has(beginning(code))),
        () => codes.filter((code) => beside().has(beginning(code))),
      ]
      for (const one of among) {
        const found = one()
        if (found.length === 1)
          return { value: found[0]!, ...(found[0] !== typed.toUpperCase() && { meant: true as const }) }
      }
      return { fault: 'CODE', what: typed, like }
    },
    show: itself,
  }
}

export interface CellChoice {
  readonly code: string
  readonly title: Text
}

/** One of what the city has, by code or by its title in any language. Shown by its title where that is one alone. */
export function choiceCell(choices: readonly CellChoice[], lang: Lang): CellKind {
  const find = (typed: string): ReadonlySet<string> => {
    const ways: readonly ((text: string) => string)[] = [(text) => text.trim().toUpperCase(), foldWords, skeleton]
    for (const way of ways) {
      const wanted = way(typed)
      const byCode = choices.filter(({ code }) => way(code) === wanted)
      const found =
        byCode.length > 0 ? byCode : choices.filter(({ title }) => titles(title).some((one) => way(one) === wanted))
      if (found.length > 0) return new Set(found.map(({ code }) => code))
    }
    return new Set()
  }
  const seen = new Map<string, ReadonlySet<string>>()
  const read = (typed: string): ReadonlySet<string> => {
    const known = seen.get(typed) ?? find(typed)
    seen.set(typed, known)
    return known
  }
  return {
    read: (typed) => {
      const codes = [...read(typed)]
      if (codes.length === 0) return { fault: 'UNKNOWN', what: typed }
      return codes.length === 1
        ? { value: codes[0]! }
        : { fault: 'AMBIGUOUS', what: typed, like: codes.slice(0, 5).join(', ') }
    },
    show: (value) => {
      const title = choices.find(({ code }) => code === value)?.title[lang]
      return title !== undefined && [...read(title)].join() === value ? title : value
    },
  }
}
const titles = ({ ru, be, en }: Text): readonly string[] => [ru, be, en]

const yes = new Set(['да', 'так', 'yes', 'true', 'истина', 'праўда', '1', '+', 'y'])
const no = new Set(['нет', 'не', 'no', 'false', 'ложь', 'хлусня', '0', '-', 'n'])
const shown = { ru: ['да', 'нет'], be: ['так', 'не'], en: ['yes', 'no'] } as const

/** Stored as `true` and `false`. */
export const yesNoCell = (lang: Lang): CellKind => ({
  read: (typed) => {
    const word = typed.trim().toLowerCase()
    return yes.has(word) ? { value: 'true' } : no.has(word) ? { value: 'false' } : { fault: 'YES_NO', what: typed }
  },
  show: (value) => (value === '' ? '' : shown[lang][value === 'true' ? 0 : 1]),
})

/** A number between two, with a point or a comma. */
export const numberCell = (least: number, most: number, fault: 'NUMBER' | 'COORDINATE' = 'NUMBER'): CellKind => ({
  read: (typed) => {
    const plain = typed.replace(/\s/gu, '').replace(',', '.').replace('\u2212', '-')
    const value = /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
    return value >= least && value <= most ? { value: String(value) } : { fault, what: typed, like: `${least}–${most}` }
  },
  show: itself,
})
