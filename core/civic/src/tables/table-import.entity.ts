import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'

/** An import of a table, which can be taken back as a whole. */
export const TableImportEntity = defineEntity({
  name: 'TableImport',
  schema: 'civic',
  tableName: 'table_import',
  indexes: [
    { name: 'table_import_table_index', properties: ['city', 'tableName', 'at'] },
    { name: 'table_import_by_index', properties: ['city', 'by'], where: 'by is not null' },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    module: p.text(),
    tableName: p.text(),
    by: p.text().nullable(),
    at: p.datetime(3),
    created: p.integer(),
    updated: p.integer(),
    undoneAt: p.datetime(3).nullable(),
  },
})

/** What stood in a row before, and what the import left there; gone as soon as it is taken back. */
export const TableImportRowEntity = defineEntity({
  name: 'TableImportRow',
  schema: 'civic',
  tableName: 'table_import_row',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    import: p.uuid().primary(),
    number: p.integer().primary(),
    key: p.text(),
    before: p.json().nullable(),
    kept: p.text().nullable(),
    after: p.json(),
  },
})

export interface TableImportRow {
  id: string
  module: string
  table_name: string
  /** Key of whoever did it. */
  by: string | null
  at: Date
  created: number
  updated: number
  undone_at: Date | null
}
export interface TableImportRowRow {
  city: Generated<number>
  import: string
  number: number
  key: string
  before: Record<string, string> | null
  kept: string | null
  after: Record<string, string>
}
export interface ImportTables {
  table_import: TableImportRow
  table_import_row: TableImportRowRow
}
