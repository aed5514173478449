import type { Text } from '../text.ts'
import type { CityTransaction } from '../storage.ts'
import type { CellFault } from './table-faults.ts'

/** A row as text, by the codes of its columns: `''` where nothing stands. */
export type Cells = Readonly<Record<string, string>>

/** What stands in a cell as it is stored, or why it cannot be. `meant` when it was taken for something else. */
export type ReadCell = { readonly value: string; readonly meant?: true } | CellFault

/** How a cell is read and shown: `textCell`, `choiceCell`, …, or one's own. */
export interface CellKind {
  /** What somebody has typed, trimmed and not empty, as it is stored. */
  readonly read: (typed: string, table: readonly string[]) => ReadCell
  /** For a reader: the title of a code, `да` of `true`. Read again it gives the same. */
  readonly show: (value: string) => string
}

export interface TableColumn {
  /** Its name for machines, which every table may have as its header: `name_be`. */
  readonly code: string
  readonly title: Text
  /** Other words that mean it in a header. */
  readonly also?: readonly string[]
  readonly kind: CellKind
  /** A new row needs it, and nobody clears it. */
  readonly required?: boolean
  /** A new row does without it, and it is never cleared: an empty cell is asked about. Whether it works, say. */
  readonly lasting?: boolean
}

export interface StoredRow {
  readonly cells: Cells
  /** What is no cell and goes back with an undo all the same: when it was last changed. */
  readonly kept?: string
}
export interface WrittenRow {
  readonly key: string
  /** All columns. */
  readonly cells: Cells
  readonly created: boolean
  /** Of a row that goes back to what it was. */
  readonly kept?: string
}

/**
 * A table of a module as people keep it in a spreadsheet. It is made anew for each request, for its choices are those of
 * the city.
 */
export interface Table<Tables = never> {
  /** `module:Type`, of what its rows are: `trees:Tree`. */
  readonly name: string
  readonly columns: readonly TableColumn[]
  /** Code of the column that tells rows apart. */
  readonly key: string
  /** The right that the audit names. */
  readonly permission: string
  /** What a new row has where its table says nothing. */
  readonly fill?: (cells: Cells) => Cells
  /** What is wrong with a row as it would be; by column. */
  readonly check?: (cells: Cells) => readonly { readonly column: string; readonly fault: CellFault }[]
  /** What else whoever imports should know of it, in words. */
  readonly notes?: (rows: readonly { readonly before: Cells; readonly after: Cells }[]) => readonly Text[]
  /** Those with these keys, locked until the transaction ends where the database can; all of them without keys. */
  readonly read: (tx: CityTransaction<Tables>, keys?: readonly string[]) => Promise<ReadonlyMap<string, StoredRow>>
  readonly write: (tx: CityTransaction<Tables>, rows: readonly WrittenRow[]) => Promise<void>
  /** Deletes rows that an import has made, when it is undone. Gives those that must stay, for something hangs on them. */
  readonly remove: (tx: CityTransaction<Tables>, keys: readonly string[]) => Promise<readonly string[]>
}

/** How large a table may be. */
export const tableLimits = { rows: 5000, columns: 60, characters: 1_000_000, faults: 200, changes: 2000 } as const
