import { personalStretches, type PersonalWordsOptions } from '@vmeste/sdk'

/** A stretch of a text: offsets as JavaScript counts, `to` is the first that is outside. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Standing {
  /** Whether somebody has looked at it, or need not. */
  readonly shown?: boolean
  /** What people covered by hand, in any order. */
  readonly covers?: readonly Stretch[]
  /** By what the rule covers here: `wordsOf(ctx)` has it. */
  readonly covering: PersonalWordsOptions
}

/**
 * The one way of words to strangers: nothing before a look, then less what people covered, then less what the rule
 * covers. Both are found in the text as it was written, so that a cover by hand never uncovers what the rule hid.
 *
 * @example publicWords('Позвоните +375291234567, Иванов', { covering, covers: [{ from: 25, to: 31 }] })
 *   // 'Позвоните •••, •••'
 */
export function publicWords(text: string | null, { covering, shown = true, covers = [] }: Standing): string | null {
  if (text === null || !shown) return null
  return replaceStretches(text, [...covers, ...personalStretches(text, covering)], () => '•••')
}

/**
 * For staff who may not read what was covered by hand: every sign of it becomes a dot, so that whatever else they cover
 * lies where they see it.
 */
export const dottedWords = (text: string | null, covers: readonly Stretch[]): string | null =>
  text === null ? null : replaceStretches(text, covers, (length) => '•'.repeat(length))

/** What others will not read of it, in order, none within another. */
export const coveredStretches = (text: string, covering: PersonalWordsOptions): readonly Stretch[] =>
  joined(personalStretches(text, covering), text.length)

function replaceStretches(text: string, stretches: readonly Stretch[], by: (length: number) => string): string {
  let at = 0
  let out = ''
  for (const { from, to } of joined(stretches, text.length)) {
    out += text.slice(at, from) + by(to - from)
    at = to
  }
  return out + text.slice(at)
}

/** In order, inside the text, and those that touch or overlap as one. */
function joined(stretches: readonly Stretch[], length: number): readonly Stretch[] {
  const all: Stretch[] = []
  for (const one of stretches.toSorted((a, b) => a.from - b.from)) {
    const [from, to] = [Math.max(0, one.from), Math.min(length, one.to)]
    const last = all.at(-1)
    if (from >= to) continue
    if (last && from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else all.push({ from, to })
  }
  return all
}
