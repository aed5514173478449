/** Offsets as JavaScript counts; `to` is the first that stays. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Who covers a stretch: the rule for good, staff or the author until they take it off. */
export type CoveredBy = 'rule' | 'staff' | 'author'
export interface Covered extends Stretch {
  /** What takes it off; the rule has none, and nor has what is on its way. */
  readonly id?: string
  readonly by: CoveredBy
}

/** Something one touch covers. */
export interface Word extends Stretch {
  readonly text: string
  /** What stands between it and the next: not to be touched, covered with both. */
  readonly gap: string
  readonly cover?: Covered
  readonly gapCovered: boolean
}

// dots stand where somebody may not read what is covered: to be seen, and to be touched
const run = /[^\s,;()[\]«»“”"/]+/gu
const edges = /^[^\p{L}\p{N}•@+]+|[^\p{L}\p{N}\p{M}•]+$/gu

/**
 * A text as words to touch, and what stands before the first.
 *
 * @example wordsIn('Сосед Хитров, кв. 7', []).words.map(({ text }) => text) // ['Сосед', 'Хитров', 'кв', '7']
 */
export function wordsIn(
  text: string,
  covered: readonly Covered[],
): { readonly lead: string; readonly words: readonly Word[] } {
  const found: Stretch[] = []
  for (const { 0: whole, index } of text.matchAll(run)) {
    const bare = whole.replaceAll(edges, '')
    if (bare === '') continue
    const from = index + whole.indexOf(bare)
    found.push({ from, to: from + bare.length })
  }
  const on = (stretch: Stretch): Covered | undefined => covered.find((one) => overlap(one, stretch))
  const words = found.map((word, at): Word => {
    const next = found[at + 1]?.from ?? text.length
    const cover = on(word)
    const follows = found[at + 1] && on(found[at + 1]!)
    return {
      ...word,
      text: text.slice(word.from, word.to),
      gap: text.slice(word.to, next),
      ...(cover ? { cover } : {}),
      gapCovered: cover !== undefined && cover === follows,
    }
  })
  return { lead: text.slice(0, found[0]?.from ?? text.length), words }
}

export const overlap = (a: Stretch, b: Stretch): boolean => a.from < b.to && b.from < a.to

/** From one word to another, whichever comes first. */
export function stretchOf(words: readonly Word[], one: number, other: number): Stretch {
  return { from: words[Math.min(one, other)]!.from, to: words[Math.max(one, other)]!.to }
}

export interface Piece {
  readonly text: string
  readonly by?: CoveredBy
}

/** A text in pieces, covered or not, for reading; what people covered goes before what the rule did. */
export function piecesOf(text: string, covered: readonly Covered[]): readonly Piece[] {
  const marks = [...new Set([0, text.length, ...covered.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= 0 && at <= text.length)
    .toSorted((a, b) => a - b)
  const pieces: { text: string; by?: CoveredBy }[] = []
  for (const [at, from] of marks.slice(0, -1).entries()) {
    const stretch = { from, to: marks[at + 1]! }
    const by = covered.find((one) => overlap(one, stretch))?.by
    const last = pieces.at(-1)
    if (last && last.by === by) last.text += text.slice(stretch.from, stretch.to)
    else pieces.push({ text: text.slice(stretch.from, stretch.to), ...(by ? { by } : {}) })
  }
  return pieces
}
