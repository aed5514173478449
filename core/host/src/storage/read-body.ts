import type { Word } from './sql-words.ts'

const rows = ['select', 'insert', 'update', 'delete', 'merge', 'with', 'values', 'table', '(']
/** What a statement may begin with. */
const begins: Readonly<Record<string, ReadonlySet<string>>> = {
  sql: new Set([...rows, 'begin', 'return', 'end']),
  plpgsql: new Set([
    ...rows,
    'begin',
    'declare',
    '<<',
    '#',
    'if',
    'elsif',
    'elseif',
    'else',
    'end',
    'case',
    'when',
    'loop',
    'while',
    'for',
    'foreach',
    'exit',
    'continue',
    'return',
    'raise',
    'assert',
    'exception',
    'perform',
    'get',
    'null',
    'open',
    'fetch',
    'move',
    'close',
  ]),
}
/**
 * Where an expression or a variable may begin as well as a statement: verbs of PostgreSQL that are not in the list
 * above.
 */
const verbs = new Set(
  `abort alter analyse analyze call checkpoint cluster comment commit copy create deallocate discard
    do drop execute explain grant import listen load lock notify prepare
  reassign refresh reindex release reset revoke rollback savepoint security set show start truncate unlisten vacuum`.split(
    /\s+/,
  ),
)
/** Nowhere: some follow `return query`, `for … in` and `open … for`. */
const never = new Set('alter call copy create drop execute explain grant prepare revoke truncate'.split(' '))

/**
 * Looks at the statements of a function: they read and write rows and decide, nothing else.
 *
 * @param language `sql` or `plpgsql`
 * @returns what may not stand there
 */
export function forbiddenIn(words: readonly Word[], language: string): string | undefined {
  const plpgsql = language === 'plpgsql'
  const allowed = begins[language]!
  const is = (at: number, ...these: string[]): boolean =>
    (words[at]?.kind === 'word' || words[at]?.kind === 'sign') && these.includes(words[at].is)
  const isKeyword = (at: number): boolean => words[at]?.kind === 'word' && (!is(at - 1, '.') || is(at - 2, '.'))
  let declaring = false
  for (const [at, { is: word, kind }] of words.entries()) {
    if (kind === 'value') continue
    if (isKeyword(at)) {
      if (never.has(word) || (word === 'do' && !is(at + 1, 'nothing', 'update'))) return word
      // in plpgsql it fills a variable, in sql it makes a table
      if (!plpgsql && word === 'into' && !is(at - 1, 'insert', 'merge')) return 'select into'
      if (word === 'declare') declaring = true
      if (word === 'begin') declaring = false
    }
    // `total := 1`, `new.note = 'x'`, `list[1] := 2`
    if (kind !== 'sign' && is(at + 1, ':=', '=', '.', '[')) continue
    const opens = is(at - 1, 'begin', 'loop') && isKeyword(at - 1) && !is(at - 2, 'end')
    if (at === 0 || is(at - 1, ';') || (plpgsql ? opens : is(at - 1, 'atomic'))) {
      if (word !== ';' && (declaring || kind === 'name' ? isVerb(word, kind) : !allowed.has(word))) return word
    } else if (plpgsql && is(at - 1, 'then', 'else') && isVerb(word, kind)) return word
  }
  return undefined
}

const isVerb = (word: string, kind: Word['kind']): boolean => kind === 'word' && verbs.has(word)
