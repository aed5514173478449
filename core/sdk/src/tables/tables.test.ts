import { describe, expect, test } from 'vitest'
import { choiceCell, codeCell, numberCell, textCell, yesNoCell } from './cell-kinds.ts'
import { compareRows } from './compare-rows.ts'
import { csvText, parseCsv } from './csv.ts'
import { meantCodes, skeleton } from './look-alikes.ts'
import { readTable } from './read-table.ts'
import { tableLimits, type TableColumn } from './table.ts'

const text = (ru: string) => ({ ru, be: ru, en: ru })
const trees = /^[A-Z]{2,6}-\d{3,6}$/
const columns: readonly TableColumn[] = [
  { code: 'code', title: text('Код'), kind: codeCell(trees, 'UZ-0047', new Set(['UZ-0001'])), required: true },
  {
    code: 'species',
    title: { ru: 'Порода', be: 'Парода', en: 'Species' },
    kind: choiceCell(
      [
        { code: 'LIME', title: { ru: 'Липа', be: 'Ліпа', en: 'Lime' } },
        { code: 'PINE', title: { ru: 'Сосна', be: 'Сасна', en: 'Pine' } },
      ],
      'ru',
    ),
    required: true,
  },
  { code: 'name', title: text('Название'), kind: textCell(20), required: true },
  { code: 'height', title: text('Высота'), kind: numberCell(0, 60) },
  { code: 'alive', title: text('Живое'), kind: yesNoCell('ru'), lasting: true },
]
const read = (table: string) => readTable(table, { columns, key: 'code' }, 'ru')
const rows = (table: string) => {
  const given = read(table)
  return 'rows' in given
    ? given.rows.map(({ line, cells }) => [line, cells])
    : given.problems.map(({ message }) => message)
}
const one = { code: 'UZ-0001', species: 'LIME', name: 'Старая', height: '12.5' }

describe('whatever a program has saved gives the same rows', () => {
  const plain = 'code;species;name;height\nUZ-0001;LIME;Старая;12,5\n'
  test.for([
    ['line feeds', plain],
    ['a byte-order mark and CRLF', `\uFEFF${plain.replaceAll('\n', '\r\n')}`],
    ['CR alone', plain.replaceAll('\n', '\r')],
    ['commas and quotes', 'code,species,name,height\n"UZ-0001",LIME,Старая,"12,5"\n'],
    ['tabs', plain.replaceAll(';', '\t')],
    ['titles in Belarusian', plain.replace('species', 'Парода').replace('LIME', 'ліпа')],
    ['a Latin c in a Cyrillic word and small letters', plain.replace('LIME', 'липа').replace('UZ', 'uz')],
    ['a Cyrillic У in a code', plain.replace('UZ-0001', 'УZ-0001')],
    ['a code as it is said', plain.replace('UZ-0001', 'уз 0001')],
    ['a dash from a text program, and an O for a zero', plain.replace('UZ-0001', 'UZ–OO01')],
  ])('%s', ([, table]) => {
    expect(rows(table!)).toEqual([[2, one]])
  })
  test('sep= and titles above count as rows of a spreadsheet', () => {
    expect(rows(`sep=;\n${plain}`)).toEqual([[3, one]])
    expect(rows(`Деревья, весна;;;\n;;;\nСоставил: Иванов, И.И.\n${plain}`)).toEqual([[5, one]])
  })
})

test('a row of two lines in one cell is one row, as a spreadsheet counts it', () => {
  expect(parseCsv('a,b\n"1\n2",x\ny,z').map((row) => row.line)).toEqual([1, 2, 3])
})

test('every fault is named by row and column in the words of the table', () => {
  expect(rows('Код;Порода;Название;Рост;Высота\nUZ-1;Дуб;;;высокое\nUZ-0002;LIME;Имя;;3\nUZ-0002;LIME;Имя;;3')).toEqual(
    [
      'Строка 2, «Код»: нужен код вида UZ-0047, а не «UZ-1»',
      'Строка 2, «Порода»: «Дуб» в этом городе нет',
      'Строка 2, «Название»: не заполнено',
      'Строка 2, «Высота»: нужно число 0–60, а не «высокое»',
      'Строка 4, «Код»: «UZ-0002» уже есть выше',
    ],
  )
})

test('what is no table says so', () => {
  expect(rows('')).toEqual(['Нет столбца «Код»', 'Нет столбца «Порода»', 'Нет столбца «Название»'])
  expect(rows('code;name')).toEqual(['В таблице нет строк'])
  expect(rows('code;name;Название\nUZ-0001;a;b')).toEqual(['Столбец «Название» стоит дважды'])
  expect(rows('code;name\nUZ-0001;"a\nUZ-0002;b')).toEqual(['Строка 2: кавычка открыта и не закрыта'])
  expect(rows(`code;name\n${'UZ-0001;a\n'.repeat(tableLimits.rows + 1)}`)).toEqual([
    'Больше 5000 строк: разделите таблицу',
  ])
  expect(rows(`code;name\n${'x'.repeat(tableLimits.characters)}`)).toEqual([
    'Таблица длиннее 1000000 знаков: разделите её',
  ])
  expect(rows(`code;name${';a'.repeat(tableLimits.columns)}\nUZ-0001;b`)).toEqual([
    'Больше 60 столбцов: уберите лишние',
  ])
})

describe('what is not in a table stays', () => {
  const stored = new Map([['UZ-0001', { cells: { ...one, alive: 'false' } }]])
  const compare = (table: string) => {
    const given = read(table)
    if ('problems' in given) throw new Error(given.problems[0]!.message)
    return compareRows({ columns }, given, stored, 'ru')
  }
  test('an absent column leaves its cell, an empty one clears', () => {
    expect(compare('code;name\nUZ-0001;Старая')).toEqual({ changes: [], unchanged: 1 })
    expect(compare('code;height\nUZ-0001;')).toMatchObject({
      changes: [{ after: { ...one, height: '', alive: 'false' }, changed: ['height'] }],
    })
  })
  test('what a known row has, only a new one needs', () => {
    expect(compare('code;name\nUZ-0002;Новая')).toMatchObject({
      problems: [{ path: 'species', message: 'Нет столбца «Порода»' }],
    })
  })
})

test('two alphabets, one skeleton; a code that could be two is asked about', () => {
  expect(skeleton('СОСНА')).toBe(skeleton('COCHA'))
  expect(meantCodes('УZ-0101', trees)).toEqual(['YZ-0101', 'UZ-0101'])
  expect(codeCell(trees, 'UZ-0047', new Set()).read('УZ-0101', [])).toMatchObject({ fault: 'CODE' })
  expect(codeCell(trees, 'UZ-0047', new Set()).read('УZ-0101', ['UZ-0102'])).toEqual({ value: 'UZ-0101', meant: true })
  expect(meantCodes('Ж'.repeat(100_000), trees)).toEqual([])
})

test('two that are called the same are asked about, and shown by their codes', () => {
  const kind = choiceCell(
    [
      { code: 'A', title: text('Двор') },
      { code: 'B', title: text('Двор') },
    ],
    'ru',
  )
  expect(kind.read('двор', [])).toEqual({ fault: 'AMBIGUOUS', what: 'двор', like: 'A, B' })
  expect([kind.show('A'), kind.read('b', [])]).toEqual(['A', { value: 'B' }])
})

test('no spreadsheet calculates what is given out, and it comes back as it was', () => {
  const cells = [
    '=1+1',
    '+375 29 123',
    '-2,5',
    '-cmd|1',
    '@SUM(A1)',
    "'=x",
    "'Спутник'",
    'a;b',
    'say "hi"',
    '|x',
    '＝1',
  ]
  const table = csvText([cells, ['x']])
  expect(table).toContain(`'=1+1;'+375 29 123;"-2,5";"'-cmd|1";'@SUM(A1);''=x;'Спутник'`)
  expect(parseCsv(table, ';')[0]!.cells).toEqual(cells)
  expect(parseCsv(csvText([['две\r\nстроки']]), ';')[0]!.cells).toEqual(['две строки'])
})
