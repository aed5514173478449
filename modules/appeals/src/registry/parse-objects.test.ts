import { expect, test } from 'vitest'
import { parseCsv } from './parse-csv.ts'
import { parseObjects } from './parse-objects.ts'

const known = {
  types: new Set(['PLAYGROUND', 'BUS_STOP']),
  departments: new Set(['HOUS']),
  territories: new Set(['UZ']),
}

test('a spreadsheet’s own file: byte-order mark, semicolons, quotes, decimal commas', () => {
  const csv =
    '\uFEFFcode;type;name;name_be;address;lat;lon;department;territory\r\nuz-0047;PLAYGROUND;"Площадка ""Сказка""; новая";;"ул. Советская, 12";53,4627;27,2245;HOUS;UZ\r\n\r\n'
  expect(parseObjects(csv, known, 'ru')).toEqual({
    rows: [
      {
        code: 'UZ-0047',
        type: 'PLAYGROUND',
        name: { ru: 'Площадка "Сказка"; новая', be: 'Площадка "Сказка"; новая', en: 'Площадка "Сказка"; новая' },
        address: 'ул. Советская, 12',
        lat: 53.4627,
        lon: 27.2245,
        department: 'HOUS',
        territory: 'UZ',
      },
    ],
  })
})

test('every fault is named with its line and column, and no row comes through', () => {
  const csv = [
    'code,type,name,address,lat,lon,department',
    'UZ-0001,PLAYGROUND,Двор,Мира 1,53.4,27.2,HOUS',
    'UZ-0001,PLAYGROUND,Двор,Мира 2,53.4,27.2,HOUS',
    '47,WELL,,Мира 3,north,27.2,ROAD',
    'UZ-0004,BUS_STOP,Остановка,Мира 4,53.4,,',
  ].join('\n')
  const result = parseObjects(csv, known, 'ru')
  expect('problems' in result && result.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'line.3.code CSV_TWICE',
    'line.4.name CSV_REQUIRED',
    'line.4.code CSV_CODE',
    'line.4.type CSV_UNKNOWN',
    'line.4.lat CSV_COORDINATE',
    'line.4.department CSV_UNKNOWN',
    'line.5.lon CSV_REQUIRED',
  ])
})

test('what is no table says so', () => {
  expect(parseObjects('', known, 'en')).toMatchObject({
    problems: [{ code: 'CSV_HEADER', message: 'Column code is missing' }, {}, {}, {}],
  })
  expect(parseObjects('code,type,name,address', known, 'be')).toMatchObject({
    problems: [{ code: 'CSV_EMPTY', message: 'У табліцы няма радкоў' }],
  })
  expect(parseObjects(`code,type,name,address\n${'UZ-0001,PLAYGROUND,a,b\n'.repeat(5001)}`, known, 'en')).toMatchObject(
    { problems: [{ code: 'CSV_TOO_MANY' }] },
  )
})

test('lines are counted as an editor counts them, also after a cell of two lines', () => {
  expect(parseCsv('a,b\n"1\n2",x\ny,z').map((row) => row.line)).toEqual([1, 2, 4])
})
