/** Tables of a module as people keep them in a spreadsheet: taken in, given out, taken back. */
export { choiceCell, codeCell, numberCell, textCell, yesNoCell, type CellChoice } from './cell-kinds.ts'
export { csvText, parseCsv } from './csv.ts'
export { exportTable, importTable, type ImportInput, type TableChange, type TableImported } from './import-table.ts'
export { foldWords, meantCodes, skeleton } from './look-alikes.ts'
export { tableLimits } from './table.ts'
export type { CellKind, Cells, ReadCell, StoredRow, Table, TableColumn, WrittenRow } from './table.ts'
export type { CellFault, FaultCode } from './table-faults.ts'
export { tableImports, undoImport } from './undo-import.ts'
