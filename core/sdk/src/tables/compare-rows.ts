import type { FieldProblem } from '../problem.ts'
import type { Lang } from '../text.ts'
import type { GivenTable } from './read-table.ts'
import { tableLimits, type Cells, type StoredRow, type Table } from './table.ts'
import { tableFault } from './table-faults.ts'

/** What becomes of one row. */
export interface RowChange {
  readonly line: number
  readonly key: string
  /** Undefined: it is new. */
  readonly before: StoredRow | undefined
  readonly after: Cells
  /** Codes of the columns whose cells change. */
  readonly changed: readonly string[]
}
export interface Compared {
  /** Rows that change, new ones among them. */
  readonly changes: readonly RowChange[]
  readonly unchanged: number
}

/**
 * A table laid over what is stored: a column that it has not leaves what stands there, an empty cell clears it. Either
 * what changes, or every fault of what would become of it.
 */
export function compareRows(
  table: Pick<Table, 'columns' | 'fill' | 'check'>,
  given: GivenTable,
  stored: ReadonlyMap<string, StoredRow>,
  lang: Lang,
): Compared | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const missing = new Set<string>()
  const changes: RowChange[] = []
  const blank = Object.fromEntries(table.columns.map(({ code }) => [code, '']))
  for (const { line, key, cells } of given.rows) {
    const before = stored.get(key)
    const laid = { ...blank, ...before?.cells, ...cells }
    const after = table.fill ? table.fill(laid) : laid
    if (!before)
      for (const { code, required } of table.columns) if (required && !given.headers.has(code)) missing.add(code)
    const at = (column: string) => {
      const header = given.headers.get(column) ?? table.columns.find(({ code }) => code === column)?.title[lang]
      return { line, column, ...(header !== undefined && { header }) }
    }
    for (const { column, fault } of table.check?.(after) ?? []) problems.push(tableFault(fault, lang, at(column)))
    const changed = table.columns.filter(({ code }) => (before?.cells[code] ?? '') !== (after[code] ?? ''))
    if (!before || changed.length > 0)
      changes.push({ line, key, before, after, changed: changed.map(({ code }) => code) })
  }
  // only a new row needs them: one that is known has them
  const headers = table.columns
    .filter(({ code }) => missing.has(code))
    .map(({ code, title }) => tableFault({ fault: 'HEADER', what: title[lang] }, lang, { column: code }))
  const all = [...headers, ...(headers.length > 0 ? [] : problems)]
  if (all.length > 0) return { problems: all.slice(0, tableLimits.faults) }
  return { changes, unchanged: given.rows.length - changes.length }
}
