import type { TrustedOperation } from '@vmeste/sdk/web'

/** `TableChange` of the graph. */
export interface TableChange {
  readonly line: number
  readonly key: string
  readonly created: boolean
  readonly column: string | null
  readonly before: string | null
  readonly after: string
}
/** `TableImported` of the graph. */
export interface TableImported {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly cells: number
  readonly changes: readonly TableChange[]
  readonly notes: readonly string[]
}
/** `TableImport` of the graph. */
export interface TableImport {
  readonly id: string
  readonly at: string
  readonly by: string | null
  readonly created: number
  readonly updated: number
  readonly undoneAt: string | null
  readonly until: string
}

type Field<Value> = Readonly<Record<string, Value>>
/** What a module brings: each operation asks one field, whatever it is called. */
export interface TableOperations {
  /** `$csv: String!, $dryRun: Boolean`: all of `TableImported`, the fields of `InvalidInput`. */
  readonly take: TrustedOperation<object, { csv: string; dryRun?: boolean | null }>
  /** `$id: UUID!`: `TableUndone`. */
  readonly undo: TrustedOperation<object, { id: string }>
  /** All of `TableImport`. */
  readonly imports: TrustedOperation<object, Record<string, never>>
  /** The table as text. */
  readonly give: TrustedOperation<object, Record<string, never>>
}

/** The one field of an answer. */
export const answerOf = <Value>(data: object | undefined): Value | undefined =>
  data && (Object.values(data as Field<Value | null>)[0] ?? undefined)
