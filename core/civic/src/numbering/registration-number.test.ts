import { expect, test } from 'vitest'
import { registrationNumber, requireSeries, yearIn } from './registration-number.ts'

test('a number names city, series, year and place in the series', () => {
  expect(registrationNumber('УЗ', 'С', 2026, 1)).toBe('УЗ-С-2026-000001')
  expect(registrationNumber('ЖД', 'О', 2026, 1_234_567)).toBe('ЖД-О-2026-1234567')
})

test("the year turns at the city's midnight", () => {
  const at = new Date('2026-12-31T21:30:00Z')
  expect(yearIn('Europe/Minsk', at)).toBe(2027)
  expect(yearIn('Europe/London', at)).toBe(2026)
})

test.for(['', 'с', 'АБВГД', 'A-1', "С'; drop table"])('"%s" is no series', (series) => {
  expect(() => {
    requireSeries(series)
  }).toThrow(expect.objectContaining({ code: 'VMESTE_NUMBER_SERIES' }))
})
