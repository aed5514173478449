import { OpenQuote, parseCsv, separatorOf, separators, type CsvRow, type Separator } from './csv.ts'
import { foldWords, skeleton } from './look-alikes.ts'
import type { TableColumn } from './table.ts'

export interface FoundTable {
  /** The row with the headers; undefined when none is one. */
  readonly header: CsvRow | undefined
  readonly rows: readonly CsvRow[]
  /** For every cell of the header the column it means. */
  readonly columns: readonly (TableColumn | undefined)[]
}

/** Titles and notes that somebody writes above a table. */
const mostAbove = 30

/**
 * The table in a text: by whichever sign it is parted, wherever its header stands. Headers are codes of columns or their
 * titles in any language, with look-alike letters or not.
 *
 * @throws OpenQuote
 */
export function findTable(text: string, known: readonly TableColumn[]): FoundTable {
  const meaning = headerMeanings(known)
  const likely = separatorOf(text)
  let best: FoundTable | undefined
  let open: OpenQuote | undefined
  for (const separator of [likely, ...separators.filter((one) => one !== likely)]) {
    const found = tryWith(text, separator, meaning)
    if (found instanceof OpenQuote) open ??= found
    else if (!best || named(found) > named(best)) best = found
  }
  if (open && (!best || named(best) === 0)) throw open
  return best!
}

const named = ({ columns }: FoundTable): number => columns.filter(Boolean).length

type Meaning = (header: string) => TableColumn | undefined

function tryWith(text: string, separator: Separator, meaning: Meaning): FoundTable | OpenQuote {
  let rows: readonly CsvRow[]
  try {
    rows = parseCsv(text, separator)
  } catch (error) {
    if (error instanceof OpenQuote) return error
    throw error
  }
  let best = { at: -1, columns: [] as (TableColumn | undefined)[], named: 0 }
  for (const [at, { cells }] of rows.slice(0, mostAbove).entries()) {
    const columns = cells.map(meaning)
    const known = new Set(columns.filter(Boolean)).size
    if (known > best.named) best = { at, columns, named: known }
  }
  return best.at < 0
    ? { header: rows[0], rows: rows.slice(1), columns: [] }
    : { header: rows[best.at], rows: rows.slice(best.at + 1), columns: best.columns }
}

function headerMeanings(known: readonly TableColumn[]): Meaning {
  const ways = [(text: string) => foldWords(text.replaceAll('_', ' ')), skeleton]
  const maps = ways.map((way) => {
    const map = new Map<string, TableColumn>()
    for (const column of known)
      for (const word of [column.code, ...Object.values(column.title), ...(column.also ?? [])])
        if (!map.has(way(word))) map.set(way(word), column)
    return (typed: string) => map.get(way(typed))
  })
  return (typed) => (typed === '' ? undefined : maps.map((map) => map(typed)).find(Boolean))
}
