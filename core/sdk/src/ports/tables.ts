import type { Ctx } from '../ctx.ts'
import type { OpenTransaction } from '../storage.ts'

/** What an import has made of a row, as text by the codes of columns. */
export interface KeptRow {
  readonly key: string
  /** Null: the import has made the row. */
  readonly before: Readonly<Record<string, string>> | null
  /** What goes back besides, as the module has it: see `StoredRow.kept`. */
  readonly kept: string | null
  readonly after: Readonly<Record<string, string>>
}

/** An import, for a list of them. */
export interface KeptImport {
  readonly id: string
  readonly at: Date
  /** Name of whoever did it; null once nobody may know it any more. */
  readonly by: string | null
  readonly created: number
  readonly updated: number
  readonly undoneAt: Date | null
}

/**
 * Imports of tables, kept for 30 days with what stood there before, so that one press takes a whole one back. Modules
 * call `importTable` and `undoImport`, which write here in the transaction that writes the rows. What is kept of a person
 * who is erased goes with them.
 */
export abstract class Tables {
  /** @param table `module:Type`, of the calling module */
  abstract keep(
    tx: OpenTransaction,
    table: string,
    by: Pick<Ctx, 'actor'>,
    rows: readonly KeptRow[],
  ): Promise<{ readonly id: string }>
  /** Those that can still be taken back, and those that were; newest first, at most 50. */
  abstract list(tx: OpenTransaction, table: string): Promise<readonly KeptImport[]>
  /** Its rows, when it can still be taken back; and it counts as taken back from then on. */
  abstract takeBack(tx: OpenTransaction, table: string, id: string): Promise<readonly KeptRow[] | undefined>
}

/** How long an import can be taken back. */
export const undoDays = 30
