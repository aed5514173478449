import type { FieldProblem } from '../problem.ts'
import type { Lang } from '../text.ts'
import { OpenQuote } from './csv.ts'
import { findTable, type FoundTable } from './find-header.ts'
import { tableLimits, type Cells, type TableColumn } from './table.ts'
import { tableFault, type CellFault } from './table-faults.ts'

/** A row of somebody's table: what its columns say, and nothing of those it has not. */
export interface GivenRow {
  readonly line: number
  readonly key: string
  readonly cells: Cells
}
export interface GivenTable {
  readonly rows: readonly GivenRow[]
  /** Headers as they stand in the table, by the codes of columns. */
  readonly headers: ReadonlyMap<string, string>
  /** Headers that mean nothing here. */
  readonly unknown: readonly string[]
  /** What was taken for something else: as it stood there, and what for. */
  readonly meant: readonly { readonly line: number; readonly typed: string; readonly value: string }[]
}

/** What a table is read against. */
export interface Reading {
  readonly columns: readonly TableColumn[]
  readonly key: string
}

/** Every cell read; either all rows, or every fault with its row and column in the words of whoever made the table. */
export function readTable(
  text: string,
  { columns, key }: Reading,
  lang: Lang,
): GivenTable | { readonly problems: readonly FieldProblem[] } {
  const refused = (fault: CellFault, at?: Parameters<typeof tableFault>[2]) => ({
    problems: [tableFault(fault, lang, at)],
  })
  if (text.length > tableLimits.characters) return refused({ fault: 'TOO_LARGE', what: String(tableLimits.characters) })
  let found: FoundTable
  try {
    found = findTable(text, columns)
  } catch (error) {
    if (error instanceof OpenQuote) return refused({ fault: 'QUOTE' }, { line: error.line })
    throw error
  }
  const keyColumn = columns.find(({ code }) => code === key)!
  const whole = faultsOfWhole(found, columns, keyColumn, lang)
  if (whole.length > 0) return { problems: whole }

  const headers = new Map(
    found.columns.flatMap((column, at) => (column ? [[column.code, found.header!.cells[at]!]] : [])),
  )
  const problems: FieldProblem[] = []
  const meant: { line: number; typed: string; value: string }[] = []
  const others = found.rows.flatMap(({ cells }) => cells[found.columns.indexOf(keyColumn)] ?? [])
  const seen = new Set<string>()
  const rows = found.rows.map(({ line, cells: typed }): GivenRow => {
    const cells: Record<string, string> = {}
    const fault = (column: TableColumn, one: CellFault) =>
      void problems.push(tableFault(one, lang, { line, column: column.code, header: headers.get(column.code)! }))
    for (const [at, column] of found.columns.entries()) {
      if (!column) continue
      const cell = typed[at] ?? ''
      if (cell === '') {
        if (column.required || column.lasting) fault(column, { fault: 'REQUIRED' })
        else cells[column.code] = ''
        continue
      }
      const read = column.kind.read(cell, column === keyColumn ? others : [])
      if ('fault' in read) fault(column, read)
      else {
        cells[column.code] = read.value
        if (read.meant) meant.push({ line, typed: cell, value: read.value })
      }
    }
    const own = cells[key]
    if (own !== undefined && seen.has(own)) fault(keyColumn, { fault: 'TWICE', what: keyColumn.kind.show(own) })
    if (own !== undefined) seen.add(own)
    return { line, key: own ?? '', cells }
  })
  if (problems.length > 0) return { problems: problems.slice(0, tableLimits.faults) }
  const unknown = found.header!.cells.filter((header, at) => header !== '' && !found.columns[at])
  return { rows, headers, unknown, meant }
}

function faultsOfWhole(
  { header, rows, columns }: FoundTable,
  known: readonly TableColumn[],
  key: TableColumn,
  lang: Lang,
): readonly FieldProblem[] {
  const found = columns.filter((column) => column !== undefined)
  const twice = found.find((column, at) => found.indexOf(column) !== at)
  const fault = (code: CellFault['fault'], what: string, column?: string) => [
    tableFault({ fault: code, what }, lang, column === undefined ? {} : { column }),
  ]
  if (!found.includes(key))
    return known
      .filter((column) => column === key || (column.required && !found.includes(column)))
      .flatMap(({ title, code }) => fault('HEADER', title[lang], code))
  if (twice) return fault('HEADER_TWICE', twice.title[lang], twice.code)
  if ((header?.cells.length ?? 0) > tableLimits.columns) return fault('TOO_WIDE', String(tableLimits.columns))
  if (rows.length === 0) return fault('EMPTY', '')
  return rows.length > tableLimits.rows ? fault('TOO_MANY', String(tableLimits.rows)) : []
}
