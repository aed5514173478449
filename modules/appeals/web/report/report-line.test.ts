import { expect, test } from 'vitest'
import { placeLine } from './report-line.ts'

test.each([
  [{ name: 'детская площадка', address: 'ул. Советская, 12' }, 'Детская площадка, ул. Советская, 12'],
  [{ name: 'площадка, ул. Советская 12', address: 'ул. Советская, 12' }, 'Площадка, ул. Советская 12'],
  [{ name: 'улица Первомайская', address: 'ул. Первомайская, 40' }, 'ул. Первомайская, 40'],
  [{ name: null, address: 'ул. Пролетарская, 15' }, 'ул. Пролетарская, 15'],
  [{ name: 'парк', address: null }, 'Парк'],
  [{ name: null, address: null }, ''],
])('%o is one line', (place, line) => {
  expect(placeLine(place)).toBe(line)
})
