/** A row of a table as it stands in its file: the number that a spreadsheet shows beside it, and its cells. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

export const separators = [';', ',', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/** A quote that is opened and never closed makes one cell of all that follows. */
export class OpenQuote extends Error {
  readonly line: number
  constructor(line: number) {
    super(`a quote is opened in row ${line} and never closed`)
    this.line = line
  }
}

const told = /^sep=([;,\t|])[^\r\n]*(?:\r\n|\r|\n|$)/i
const formula = /^'*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]/u
const plainNumber = /^-\d+(?:[.,]\d+)?$/

/**
 * Rows of a text table as spreadsheets save it: quotes doubled inside quotes, line ends of any kind, a byte-order mark,
 * `sep=;` in the first line. A row is counted as a spreadsheet counts it; empty ones are left out.
 *
 * @throws OpenQuote
 */
export function parseCsv(source: string, separator: Separator = separatorOf(source)): readonly CsvRow[] {
  const text = source.replace(/^\uFEFF/, '')
  const first = told.exec(text)?.[0].length ?? 0
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = first > 0 ? 2 : 1
  let opened = line
  const endCell = () => {
    cells.push(unarm(cell.trim()))
    cell = ''
  }
  for (let at = first; at <= text.length; at += 1) {
    const char = text[at]
    if (char === undefined || (!quoted && (char === '\n' || char === '\r'))) {
      if (quoted) throw new OpenQuote(opened)
      if (char === '\r' && text[at + 1] === '\n') at += 1
      endCell()
      if (cells.some((one) => one !== '')) rows.push({ line, cells })
      cells = []
      line += 1
    } else if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && cell.trim() === '') {
      quoted = true
      opened = line
      cell = ''
    } else if (char === separator) endCell()
    else cell += char
  }
  return rows
}

/** What the file says itself, else the sign that stands most often in one of the first lines. */
export function separatorOf(source: string): Separator {
  const text = source.slice(0, 20_000).replace(/^\uFEFF/, '')
  const said = told.exec(text)?.[1]
  if (said) return said as Separator
  const lines = text.split(/\r\n|\r|\n/, 20).map((line) => line.replace(/"[^"]*"/g, ''))
  const most = (sign: string) => Math.max(...lines.map((line) => line.split(sign).length))
  return separators.reduce((best: Separator, one) => (most(one) > most(best) ? one : best), ',')
}

/**
 * A text table that every spreadsheet opens and none calculates: with a byte-order mark, semicolons, and an apostrophe
 * before what it would take for a formula. `parseCsv` takes that away again.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`

function csvCell(value: string): string {
  const safe = disarm(value.replace(/\s*[\r\n]+\s*/g, ' '))
  return /[";,\t|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const disarm = (value: string): string => (formula.test(value) && !plainNumber.test(value) ? `'${value}` : value)
const unarm = (value: string): string => (value.startsWith("'") && formula.test(value) ? value.slice(1) : value)
