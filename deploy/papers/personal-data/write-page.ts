import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { columnWords, kept } from './kept.ts'
import { declaredPersonalData, type Declared } from './declared.ts'

export const personalDataPage = 'docs/ru/personalnye-dannye.md'
const [begin, end] = ['<!-- таблица из кода: npm run papers -->', '<!-- конец таблицы -->']

/**
 * The page with the table of what modules have declared, written anew; everything else of it is written by hand.
 *
 * @throws Error for a column without a word, or a table of which nobody has said what becomes of it
 */
export function withPersonalData(root: string): string {
  const page = readFileSync(join(root, personalDataPage), 'utf8')
  const from = page.indexOf(begin),
    to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${personalDataPage} has lost the marks between which the table stands`)
  return `${page.slice(0, from)}${begin}\n\n${tableOf(declaredPersonalData(root))}\n\n${page.slice(to)}`
}

const tableOf = (all: readonly Declared[]): string =>
  [
    '| модуль | что | где | зачем | заявленный срок | что делает код сегодня |',
    '|---|---|---|---|---|---|',
    ...all.map(rowOf),
  ].join('\n')

/** Under which it is said what becomes of it: a table may hold things of several terms, each told by a column of its own. */
export const keptName = ({ table, columns }: Pick<Declared, 'table' | 'columns'>): string =>
  columns.map((column) => `${table}.${column}`).find((name) => name in kept) ?? table

function rowOf({ title, table, columns, purpose, retentionMonths }: Declared): string {
  const here = kept[keptName({ table, columns })]
  if (!here)
    throw new Error(`${table} is declared as personal: say in deploy/papers/personal-data/kept.ts what becomes of it`)
  const words = columns.map(
    (column) =>
      columnWords[column] ??
      fail(`${table}.${column} is declared as personal: say in deploy/papers/personal-data/kept.ts what it is`),
  )
  const term = retentionMonths === 0 ? 'без срока' : `${retentionMonths}\u00A0мес.`
  return `| ${[title, words.join(', '), `\`${table}\``, purpose.replace(/\.$/, ''), term, here.today].join(' | ')} |`
}

function fail(text: string): never {
  throw new Error(text)
}
