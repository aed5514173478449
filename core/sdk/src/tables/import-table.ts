import type { Ctx } from '../ctx.ts'
import type { CityTransaction, OpenTransaction } from '../storage.ts'
import { sql } from 'kysely'
import { Problem, type FieldProblem } from '../problem.ts'
import { Tables } from '../ports/tables.ts'
import type { Text } from '../text.ts'
import { compareRows, type RowChange } from './compare-rows.ts'
import { csvText } from './csv.ts'
import { readTable, type GivenTable } from './read-table.ts'
import { tableLimits, type Table } from './table.ts'
import { importNotes } from './table-notes.ts'

/** `TableImported` of the graph. */
export interface TableImported {
  readonly __typename: 'TableImported'
  readonly id: string | null
  readonly dryRun: boolean
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly changes: readonly TableChange[]
  readonly cells: number
  readonly notes: readonly string[]
}
export interface TableChange {
  readonly line: number
  readonly key: string
  readonly created: boolean
  readonly column: string | null
  readonly before: string | null
  readonly after: string
}

export interface ImportInput {
  /** The table as text: see `parseCsv`. */
  readonly csv: string
  /** Only say what it would change. */
  readonly dryRun?: boolean | null
}

const check: Text = {
  ru: 'Таблица не загружена: поправьте отмеченное.',
  be: 'Табліца не загружана: папраўце адзначанае.',
  en: 'The table was not taken in: please mend what is marked.',
}
const refuse = (fields: readonly FieldProblem[]): never => {
  throw new Problem('INPUT_INVALID', check, { fields, path: fields[0]?.path ?? 'table' })
}

/**
 * Takes a table in, all of it or nothing, or says what it would change. What is not in the table stays as it is.
 *
 * @throws Problem `INPUT_INVALID` naming every cell that cannot be, by row and column
 */
export async function importTable<T>(
  ctx: Ctx<T>,
  table: Table<T>,
  { csv, dryRun }: ImportInput,
): Promise<TableImported> {
  const given = readTable(csv, table, ctx.lang)
  if ('problems' in given) return refuse(given.problems)
  return ctx.db.transaction(async (tx) => {
    await inTurn(tx, table.name)
    const stored = await table.read(
      tx,
      given.rows.map(({ key }) => key),
    )
    const compared = compareRows(table, given, stored, ctx.lang)
    if ('problems' in compared) return refuse(compared.problems)
    const { changes, unchanged } = compared
    const id = dryRun || changes.length === 0 ? null : await write(ctx, tx, table, changes)
    return { ...told(ctx, table, given, changes), id, dryRun: Boolean(dryRun), unchanged }
  })
}

async function write<T>(
  ctx: Ctx<T>,
  tx: CityTransaction<T>,
  table: Table<T>,
  changes: readonly RowChange[],
): Promise<string> {
  await table.write(
    tx,
    changes.map(({ key, before, after }) => ({ key, cells: after, created: !before })),
  )
  // as it stands there now: what a module adds to a row is part of what an undo looks at
  const left = await table.read(
    tx,
    changes.map(({ key }) => key),
  )
  const rows = changes.map(({ key, before, after }) => ({
    key,
    before: before?.cells ?? null,
    kept: before?.kept ?? null,
    after: left.get(key)?.cells ?? after,
  }))
  const { id } = await ctx.use(Tables).keep(tx, table.name, ctx, rows)
  const created = changes.filter(({ before }) => !before).length
  tx.audit({
    action: table.permission,
    subject: `${table.name}:*`,
    detail: { import: id, created, updated: changes.length - created },
  })
  return id
}

function told<T>(
  ctx: Ctx<T>,
  table: Table<T>,
  given: GivenTable,
  changes: readonly RowChange[],
): Omit<TableImported, 'id' | 'dryRun' | 'unchanged'> {
  const columns = new Map(table.columns.map((column) => [column.code, column]))
  const show = (code: string, value: string) => (value === '' ? '' : columns.get(code)!.kind.show(value).slice(0, 300))
  const cells = changes.flatMap(({ line, key, before, after, changed }): TableChange[] =>
    before
      ? changed.map((code) => ({
          line,
          key: show(table.key, key),
          created: false,
          column: columns.get(code)!.title[ctx.lang],
          before: show(code, before.cells[code] ?? ''),
          after: show(code, after[code] ?? ''),
        }))
      : [
          {
            line,
            key: show(table.key, key),
            created: true,
            column: null,
            before: null,
            after: rowWords(table, after, show),
          },
        ],
  )
  const created = changes.filter(({ before }) => !before).length
  return {
    __typename: 'TableImported',
    created,
    updated: changes.length - created,
    changes: cells.slice(0, tableLimits.changes),
    cells: cells.length,
    notes: importNotes(ctx, table, given, changes),
  }
}

/** A new row in one line: what its first columns say. */
const rowWords = <T>(
  table: Table<T>,
  cells: Readonly<Record<string, string>>,
  show: (code: string, value: string) => string,
): string =>
  table.columns
    .filter(({ code, required }) => required && code !== table.key)
    .map(({ code }) => show(code, cells[code] ?? ''))
    .filter((text) => text !== '')
    .join(' · ')
    .slice(0, 300)

/** One import or undo of a table after the other. */
export const inTurn = async (tx: OpenTransaction, name: string): Promise<void> => {
  await tx.run(sql`select core.take_turn(${`table:${name}`})`)
}

/** All rows as the page gives them out, and as it takes them in again: see `csvText`. */
export async function exportTable<T>(ctx: Ctx<T>, table: Table<T>): Promise<string> {
  const rows = await ctx.db.transaction((tx) => table.read(tx))
  const head = table.columns.map(({ title }) => title[ctx.lang])
  const lines = [...rows.values()].map(({ cells }) =>
    table.columns.map(({ code, kind }) => (cells[code] ? kind.show(cells[code]) : '')),
  )
  return csvText([head, ...lines])
}
