import { strFromU8, unzipSync, zipSync } from 'fflate'
import readSheets from 'read-excel-file/universal'

/** Why a workbook is not read. */
export type XlsxFault = 'damaged' | 'tooLarge' | 'tooWide' | 'empty'
export class XlsxRefused extends Error {
  readonly fault: XlsxFault
  constructor(fault: XlsxFault) {
    super(`the workbook is ${fault}`)
    this.fault = fault
  }
}

export interface Workbook {
  readonly rows: readonly (readonly string[])[]
  /** Name of the sheet they stand on: the first one with anything on it. */
  readonly sheet: string
  /** Other sheets with anything on them. */
  readonly others: number
}

/** What a table of people is far below, and a bomb above. Sizes are those after unpacking. */
export const xlsxLimits = { files: 500, bytes: 40_000_000, rows: 20_000, columns: 300, cells: 1_000_000 } as const

/**
 * Rows of a workbook as text. What it would unpack to is known before any of it is: nothing is read that is larger than
 * any table, neither in bytes nor in cells.
 *
 * @throws XlsxRefused
 */
export async function readXlsx(bytes: Uint8Array): Promise<Workbook> {
  const files = unpack(bytes)
  for (const [name, content] of Object.entries(files))
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) measure(strFromU8(content))
  // stored and not packed: what reads it has nothing to unpack, neither here nor in workers of its own
  const stored = zipSync(files, { level: 0 })
  const sheets = await readSheets(stored.buffer).catch(() => {
    throw new XlsxRefused('damaged')
  })
  const filled = sheets.filter(({ data }) => data.some((row) => row.some((cell) => cell !== null && cell !== '')))
  if (!filled[0]) throw new XlsxRefused('empty')
  return { rows: filled[0].data.map((row) => row.map(cellText)), sheet: filled[0].sheet, others: filled.length - 1 }
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let count = 0
  let size = 0
  let tooLarge = false
  try {
    // what the archive says of its files; each gets room for that and not a byte more
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1
        const wanted = /\.xml(?:\.rels)?$/i.test(name)
        if (wanted) size += originalSize
        tooLarge ||= count > xlsxLimits.files || size > xlsxLimits.bytes
        return wanted && !tooLarge
      },
    })
  } catch {
    throw new XlsxRefused('damaged')
  } finally {
    if (tooLarge) throw new XlsxRefused('tooLarge')
  }
}

/** One cell far below is a table of a million empty rows: how far it goes is looked at first. */
function measure(sheet: string): void {
  let rows = 0
  let columns = 0
  for (const [, letters = '', digits] of sheet.matchAll(/\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,12})["']/g)) {
    rows = Math.max(rows, Number(digits))
    columns = Math.max(columns, columnNumber(letters))
  }
  if (rows > xlsxLimits.rows) throw new XlsxRefused('tooLarge')
  if (columns > xlsxLimits.columns) throw new XlsxRefused('tooWide')
  if (rows * columns > xlsxLimits.cells) throw new XlsxRefused('tooLarge')
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
