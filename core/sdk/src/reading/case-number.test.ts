import { expect, test } from 'vitest'
import { readCaseNumber } from './case-number.ts'

test.each([
  'УЗ-С-2026-000123',
  'С-2026-000123',
  'с-2026-123',
  ' уз с 2026 123 ',
  '№ С‑2026–000123', // no-break hyphen and dash
  'C-2026-000123', // the Latin letter of the keyboard
  'УЗ-С-2026-\u200b000123',
])('%s is the number УЗ-С-2026-000123', (typed) => {
  expect(readCaseNumber(typed, 'УЗ')).toContain('УЗ-С-2026-000123')
})

test('a city of Latin letters, and one that was called otherwise before, keep their sign', () => {
  expect(readCaseNumber('с-2026-5', 'UZ')).toContain('UZ-С-2026-000005')
  expect(readCaseNumber('ЛБ-С-2026-000005', 'ЛЮ')).toContain('ЛБ-С-2026-000005')
  expect(readCaseNumber('С-2026-1234567', 'ЛЮ')).toContain('ЛЮ-С-2026-1234567')
})

test.each(['', 'улица Мира, 5', '2026-000123', 'С-26-123', '+375 29 123-45-67', 'С-2026-'])('%s is none', (typed) => {
  expect(readCaseNumber(typed, 'УЗ')).toEqual([])
})
