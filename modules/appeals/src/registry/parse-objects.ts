import { cleanText, isVisible, z, type FieldProblem, type Lang, type Text } from '@vmeste/sdk'
import { parseCsv } from './parse-csv.ts'

export interface ObjectRow {
  readonly code: string
  readonly type: string
  readonly name: Text
  readonly address: string
  readonly lat: number | null
  readonly lon: number | null
  readonly department: string | null
  readonly territory: string | null
}
/** What the city knows, so that a row cannot name what does not exist. */
export interface Known {
  readonly types: ReadonlySet<string>
  readonly departments: ReadonlySet<string>
  readonly territories: ReadonlySet<string>
}

export const maxRows = 5000
/** `UZ-0047`: letters a person can read aloud and type. */
export const codePattern = /^[A-Z]{2,6}-\d{3,6}$/

const messages = {
  HEADER: { ru: 'Нет столбца {what}', be: 'Няма слупка {what}', en: 'Column {what} is missing' },
  EMPTY: { ru: 'В таблице нет строк', be: 'У табліцы няма радкоў', en: 'The table has no rows' },
  TOO_MANY: {
    ru: 'Больше {what} строк: разделите таблицу',
    be: 'Больш за {what} радкоў: падзяліце табліцу',
    en: 'More than {what} rows: split the table',
  },
  REQUIRED: { ru: 'Строка {line}: не заполнено', be: 'Радок {line}: не запоўнена', en: 'Line {line}: empty' },
  CODE: {
    ru: 'Строка {line}: код вида UZ-0047, а не «{what}»',
    be: 'Радок {line}: код выгляду UZ-0047, а не «{what}»',
    en: 'Line {line}: a code looks like UZ-0047, not “{what}”',
  },
  TWICE: {
    ru: 'Строка {line}: код «{what}» уже был выше',
    be: 'Радок {line}: код «{what}» ужо быў вышэй',
    en: 'Line {line}: code “{what}” stands above already',
  },
  UNKNOWN: {
    ru: 'Строка {line}: «{what}» в этом городе нет',
    be: 'Радок {line}: «{what}» у гэтым горадзе няма',
    en: 'Line {line}: this city has no “{what}”',
  },
  COORDINATE: {
    ru: 'Строка {line}: «{what}» не координата',
    be: 'Радок {line}: «{what}» не каардыната',
    en: 'Line {line}: “{what}” is no coordinate',
  },
  TOO_LONG: {
    ru: 'Строка {line}: длиннее {what} знаков',
    be: 'Радок {line}: даўжэй за {what} знакаў',
    en: 'Line {line}: longer than {what} characters',
  },
} as const satisfies Record<string, Text>

const required = ['code', 'type', 'name', 'address'] as const
const latitude = z.coerce.number().min(-90).max(90)
const longitude = z.coerce.number().min(-180).max(180)

/** Every row checked; either all rows or every fault with its line and column, never some of both. */
export function parseObjects(
  csv: string,
  known: Known,
  lang: Lang,
): { rows: readonly ObjectRow[] } | { problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const fault = (code: keyof typeof messages, path: string, line: number, what = '') =>
    void problems.push({
      path,
      code: `CSV_${code}`,
      message: messages[code][lang].replace('{line}', String(line)).replace('{what}', what.slice(0, 60)),
    })
  const [head, ...lines] = parseCsv(csv)
  const columns = head?.cells.map((name) => name.toLowerCase()) ?? []
  for (const column of required) if (!columns.includes(column)) fault('HEADER', column, 1, column)
  if (problems.length === 0 && lines.length === 0) fault('EMPTY', 'csv', 1)
  if (lines.length > maxRows) fault('TOO_MANY', 'csv', 1, String(maxRows))
  if (problems.length > 0) return { problems }

  const seen = new Set<string>()
  const rows = lines.map(({ line, cells }): ObjectRow => {
    const cell = (column: string) => cells[columns.indexOf(column)] ?? ''
    const path = (column: string) => `line.${line}.${column}`
    const text = (column: string, most: number) => {
      const cleaned = cleanText(cell(column))
      if (cleaned.length > most) fault('TOO_LONG', path(column), line, String(most))
      // a name of signs that nobody sees is none
      else if (cell(column) !== '' && !isVisible(cell(column))) fault('REQUIRED', path(column), line)
      return cleaned
    }
    const listed = (column: string, among: ReadonlySet<string>) => {
      if (cell(column) !== '' && !among.has(cell(column))) fault('UNKNOWN', path(column), line, cell(column))
      return cell(column) || null
    }
    const coordinate = (column: string, schema: typeof latitude) => {
      const parsed = schema.safeParse(cell(column).replace(',', '.'))
      if (cell(column) !== '' && !parsed.success) fault('COORDINATE', path(column), line, cell(column))
      return cell(column) !== '' && parsed.success ? parsed.data : null
    }
    for (const column of required) if (cell(column) === '') fault('REQUIRED', path(column), line)
    const code = cell('code').toUpperCase()
    if (code !== '' && !codePattern.test(code)) fault('CODE', path('code'), line, code)
    else if (seen.has(code)) fault('TWICE', path('code'), line, code)
    seen.add(code)
    const name = text('name', 200)
    const row = {
      code,
      type: listed('type', known.types) ?? '',
      name: { ru: name, be: text('name_be', 200) || name, en: text('name_en', 200) || name },
      address: text('address', 300),
      lat: coordinate('lat', latitude),
      lon: coordinate('lon', longitude),
      department: listed('department', known.departments),
      territory: listed('territory', known.territories),
    }
    if ((row.lat === null) !== (row.lon === null) && (cell('lat') === '') !== (cell('lon') === ''))
      fault('REQUIRED', path(row.lat === null ? 'lat' : 'lon'), line)
    return row
  })
  return problems.length > 0 ? { problems: problems.slice(0, 200) } : { rows }
}
