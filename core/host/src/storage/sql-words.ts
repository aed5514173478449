/** A word, a sign or a value of a text in SQL. */
export interface Word {
  /** As PostgreSQL knows it: in lower case, unless it stands in quotes; nothing for a value. */
  readonly is: string
  /** A `name` stands in quotes, so it is no keyword. */
  readonly kind: 'word' | 'name' | 'value' | 'sign'
}

const blank = /[ \t\r\n\f\v]+|--[^\n\r]*/y
const number = /\$\d+|0[xob][\da-f_]+|\d[\d_]*(?:\.(?!\.)[\d_]*)?(?:e[+-]?\d[\d_]*)?/iy
const partOfWord = /[\w$\u0080-\uffff]/y
const bare = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y
const quoted = /"((?:[^"]|"")+)"/y
/** With the few escapes that hide no letter: PostgreSQL itself prints a backslash like this. */
const text = /'(?:[^']|'')*'|e'(?:[^'\\]|''|\\[nrt\\])*'/iy
const dollar = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y
const sign = /:=|<<|>>|[^"'$]/y
const hides = /u&["']|[en]'/iy
/** A text goes on after space, and so do its escapes. */
const goesOn = /(?:[ \t\r\n\f\v]|--[^\n\r]*)*'/y

/**
 * Takes a text apart as PostgreSQL does, without its comments.
 *
 * @returns undefined for one in which words could be hidden: `E'\x65'`, `U&"\0065"`, a value in several pieces, quotes
 *   or comments that do not end
 */
export function sqlWords(source: string): Word[] | undefined {
  const words: Word[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0]
    at += found?.length ?? 0
    return found
  }
  while (at < source.length) {
    if (take(blank)) continue
    if (source.startsWith('/*', at)) {
      at = endOfComment(source, at)
      if (at < 0) return undefined
      continue
    }
    if (take(text)) {
      if (take(goesOn)) return undefined
      words.push({ is: '', kind: 'value' })
      continue
    }
    if (take(hides)) return undefined
    const tag = take(dollar)
    if (tag) {
      const end = source.indexOf(tag, at)
      if (end < 0) return undefined
      at = end + tag.length
      words.push({ is: '', kind: 'value' })
      continue
    }
    const word = take(bare)
    const name = word === undefined ? take(quoted) : undefined
    if (word !== undefined) words.push({ is: word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()), kind: 'word' })
    else if (name !== undefined) words.push({ is: name.slice(1, -1).replaceAll('""', '"'), kind: 'name' })
    else if (take(number)) {
      if (take(partOfWord)) return undefined
      words.push({ is: '', kind: 'value' })
    } else {
      const other = take(sign)
      if (other === undefined) return undefined
      words.push({ is: other, kind: 'sign' })
    }
  }
  return words
}

/** The text from its first word on: comments stand in one another, and a line ends at a carriage return too. */
export function withoutLeading(source: string, passed: RegExp = /(?!)/y): string {
  let at = 0
  while (at < source.length) {
    const next = source.startsWith('/*', at)
      ? endOfComment(source, at)
      : Math.max(
          at,
          ...[blank, passed].map((pattern) => {
            pattern.lastIndex = at
            return at + (pattern.exec(source)?.[0].length ?? 0)
          }),
        )
    if (next <= at) break
    at = next
  }
  return source.slice(at)
}

/** Comments stand in one another. */
function endOfComment(source: string, from: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = from
  let depth = 0
  for (let found = edge.exec(source); found; found = edge.exec(source)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return -1
}

/** Whatever is followed by a bracket may be a call: `set_config(`, `pg_catalog."set_config" (`. */
export function callsIn(words: readonly Word[]): { schema?: string; name: string }[] {
  return words.flatMap(({ is, kind }, at) => {
    if ((kind !== 'word' && kind !== 'name') || words[at + 1]?.is !== '(' || words[at + 1]!.kind !== 'sign') return []
    const dotted = at > 1 && words[at - 1]!.kind === 'sign' && words[at - 1]!.is === '.'
    return [dotted ? { schema: words[at - 2]!.is, name: is } : { name: is }]
  })
}
