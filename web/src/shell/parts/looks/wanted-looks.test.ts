import { expect, test } from 'vitest'
import { filterOf, readWanted, writeWanted } from './wanted-looks.ts'

test('an address says what is looked for, and what makes no sense in it counts for nothing', () => {
  const query = {
    who: 'iss|1',
    number: 'С-2026-000123',
    thing: 'appeals:Report:1',
    what: 'OPEN',
    from: '2026-05-01',
    till: '2026-05-31',
  }
  expect(writeWanted(readWanted(query))).toEqual(query)
  expect(
    writeWanted(readWanted({ who: ['a'], what: 'ALL', from: '31.05.2026', till: '2026-13-45', more: 'x' })),
  ).toEqual({})
  const filter = filterOf(readWanted(query))!
  expect(filter).toMatchObject({ viewer: 'iss|1', subject: 'appeals:Report:1', number: 'С-2026-000123', what: 'OPEN' })
  // the last day is in
  expect(Date.parse(String(filter.before)) - Date.parse(String(filter.from))).toBe(31 * 86_400_000)
  expect(filterOf(readWanted({}))).toEqual({
    viewer: null,
    subject: null,
    number: null,
    what: null,
    from: null,
    before: null,
  })
})
