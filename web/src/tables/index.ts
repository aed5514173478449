/** The public entry of `@vmeste/web/tables`: tables of a module, for pages that few open. */
export { default as TableImport } from './table-import.vue'
export type { TableOperations } from './table-operations.ts'
