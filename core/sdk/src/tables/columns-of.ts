import type { CellKind, Cells, TableColumn } from './table.ts'

/**
 * The columns of a table, in their order, from how each is read and what it is called.
 *
 * @example columns: columnsOf({ code: codeCell(…), active: yesNoCell(lang) }, words, { required: ['code'], lasting: ['active'] })
 */
export function columnsOf<Code extends string>(
  kinds: Readonly<Record<Code, CellKind>>,
  words: Readonly<Record<Code, Pick<TableColumn, 'title' | 'also'>>>,
  { required, lasting = [] }: { readonly required: readonly Code[]; readonly lasting?: readonly Code[] },
): TableColumn[] {
  return (Object.entries(kinds) as [Code, CellKind][]).map(([code, kind]) => ({
    code,
    kind,
    ...words[code],
    required: required.includes(code),
    lasting: lasting.includes(code),
  }))
}

/**
 * A name of its own in another language is nobody's duty: a new row has the one it came with.
 *
 * @param column of the name, `title`; the others are `title_be` and `title_en`
 */
export const namesFilled = (cells: Cells, column: string): Cells => ({
  ...cells,
  [`${column}_be`]: cells[`${column}_be`] || cells[column] || '',
  [`${column}_en`]: cells[`${column}_en`] || cells[column] || '',
})
