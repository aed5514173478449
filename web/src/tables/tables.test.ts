import { strToU8, zipSync } from 'fflate'
import { codeCell, csvText, parseCsv, textCell } from '@vmeste/sdk'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../../core/sdk/src/tables/read-table.ts'
import { decodeText, encodings, type Encoding } from './encodings.ts'
import { readXlsx, xlsxLimits } from './read-xlsx.ts'
import { writeXlsx } from './write-xlsx.ts'

const streets = ['Советская', 'Ленина', 'Школьная', 'Садовая', 'Первомайская']
const twenty = [
  ['Код', 'Название', 'Адрес'],
  ...Array.from({ length: 20 }, (_, at) => [
    `UZ-${String(1001 + at)}`,
    `Детская площадка у дома ${at + 1}`,
    `ул. ${streets[at % 5]}, ${at + 1}`,
  ]),
]
const csv = twenty.map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(';')).join('\r\n')

/** Bytes of a text as a program of that time would write it. */
function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding.startsWith('utf-16')) {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le')
    return bytes
  }
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from([...text].map((sign) => all.indexOf(sign)))
}
const columns = [
  { code: 'code', title: { ru: 'Код', be: 'Код', en: 'Code' }, kind: codeCell(/^UZ-\d{4}$/, 'UZ-0047', new Set()) },
  { code: 'name', title: { ru: 'Название', be: 'Назва', en: 'Name' }, kind: textCell(100) },
  { code: 'address', title: { ru: 'Адрес', be: 'Адрас', en: 'Address' }, kind: textCell(100) },
]
const places = (text: string) => readTable(text, { columns, key: 'code' }, 'ru')
const expected = places(csv)

test('twenty places', () => {
  expect('rows' in expected && expected.rows.map(({ cells }) => Object.values(cells))).toEqual(twenty.slice(1))
})

describe('one table in six encodings and as a workbook gives the same twenty places', () => {
  test.for([...encodings])('%s', (encoding) => {
    const decoded = decodeText(encode(csv, encoding))
    expect('sure' in decoded && decoded.sure.encoding).toBe(encoding)
    expect('sure' in decoded && places(decoded.sure.text)).toEqual(expected)
  })
  test.for(['utf-8', 'utf-16le', 'utf-16be'] as const)('%s with a byte-order mark', (encoding) => {
    const decoded = decodeText(encode(`\uFEFF${csv}`, encoding))
    expect('sure' in decoded && places(decoded.sure.text)).toEqual(expected)
  })
  test('XLSX', async () => {
    const { rows, others } = await readXlsx(writeXlsx(twenty))
    expect(others).toBe(0)
    expect(places(csvText(rows))).toEqual(expected)
  })
})

describe('what letters cannot tell is asked', () => {
  test('two letters', () => {
    const decoded = decodeText(encode('code;name\nUZ-0001;Юг', 'ibm866'))
    expect('ask' in decoded && decoded.ask.map(({ encoding }) => encoding).sort()).toEqual(
      ['ibm866', 'koi8-r', 'windows-1251'].sort(),
    )
    expect('ask' in decoded && decoded.ask.find(({ encoding }) => encoding === 'ibm866')?.text).toContain('Юг')
  })
  test.for(['windows-1251', 'ibm866', 'koi8-r'] as const)('and never taken for another: %s', (encoding) => {
    const texts = [
      'Двор',
      'ДЕТСКАЯ ПЛОЩАДКА',
      'Остановка «Школа»',
      'ул. Мира, 3',
      'Подъезд №1',
      'г. Узда',
      'Щука',
      'Ёж',
      'ЖКХ',
    ]
    for (const text of texts.filter((one) => !(encoding !== 'windows-1251' && /[«»№]/.test(one)))) {
      const decoded = decodeText(encode(`code;name\nUZ-0001;${text}`, encoding))
      if ('sure' in decoded) expect([text, decoded.sure.encoding]).toEqual([text, encoding])
    }
  })
  test('noise is no text', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at % 13) * 31) % 255 || 1)
    expect('ask' in decodeText(noise)).toBe(true)
  })
})

describe('a workbook', () => {
  const sheet = (data: string) => ({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`,
  })
  const pack = (data: string) =>
    zipSync(Object.fromEntries(Object.entries(sheet(data)).map(([name, text]) => [name, strToU8(text)])))

  test('numbers, answers of formulas and empty rows are read as a spreadsheet shows them', async () => {
    const { rows, sheet: name } = await readXlsx(
      pack('<row r="2"><c r="A2"><v>53.4627</v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="b"><v>1</v></c></row>'),
    )
    expect([name, rows]).toEqual([
      'Лист',
      [
        ['', '', '', ''],
        ['53.4627', '', '2', 'true'],
      ],
    ])
  })
  test('cells that look like formulas are text, and come back as they were', async () => {
    const cells = ['=1+1', '+375', '-x', '@a', '<b>&"', "it's"]
    const packed = writeXlsx([cells, ['x']])
    expect((await readXlsx(packed)).rows[0]).toEqual(cells)
    expect(parseCsv(csvText([cells]), ';')[0]!.cells).toEqual(cells)
  })
  test('a bomb is refused before it is unpacked', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(xlsxLimits.bytes + 1) }, { level: 9 })
    expect(bomb.length).toBeLessThan(50_000)
    const before = process.memoryUsage().arrayBuffers
    const started = performance.now()
    await expect(readXlsx(bomb)).rejects.toMatchObject({ fault: 'tooLarge' })
    expect(performance.now() - started).toBeLessThan(500)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000)
  })
  test('one that lies about its size gets no more room than it asked for', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(5_000_000) }, { level: 9 })
    // the size stands in the central directory, 24 bytes from its beginning
    const at = bomb.findLastIndex((_, from) => [0x50, 0x4b, 1, 2].every((byte, next) => bomb[from + next] === byte))
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 100, true)
    await expect(readXlsx(bomb)).rejects.toMatchObject({ fault: expect.stringMatching(/damaged|empty/) as string })
  })
  test.for([
    ['a cell in the last row', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'tooLarge'],
    ['a cell in the last column', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'tooWide'],
    ['nothing', '', 'empty'],
    ['no XML', '<row', 'damaged'],
  ])('%s is refused', async ([, data, fault]) => {
    await expect(readXlsx(pack(data!))).rejects.toMatchObject({ fault })
  })
  test('what is no archive is damaged', async () => {
    await expect(readXlsx(strToU8('PK and nothing else'))).rejects.toMatchObject({ fault: 'damaged' })
  })
})
