import { expect, test } from 'vitest'
import { ruleCovers } from './rule-covers.ts'

const covering = { country: 'BY' }
const phone = '+375291234567'
const note = (kind: string, id: string) => ({ id, kind, note: `Тел. ${phone}` })

test('what the rule covers is told with its text; what staff noted on looking is nobody’s text', () => {
  const row = { text: `${phone}!`, object: null, address: `у дома, ${phone}`, answer: 'Готово' }
  expect(ruleCovers(row, [note('REOPENED', 'a'), note('WITHDRAWN', 'b')], covering)).toEqual([
    { part: 'TEXT', step: null, from: 0, to: 13 },
    { part: 'ADDRESS', step: null, from: 8, to: 21 },
    { part: 'NOTE', step: 'a', from: 5, to: 18 },
  ])
})

test('an address of the city’s own is not a resident’s words; the list is bounded', () => {
  expect(ruleCovers({ text: null, object: 'UZ-0047', address: phone, answer: null }, [], covering)).toEqual([])
  const text = Array.from({ length: 600 }, () => phone).join('; ')
  expect(ruleCovers({ text, object: null, address: null, answer: null }, [], covering)).toHaveLength(500)
})
