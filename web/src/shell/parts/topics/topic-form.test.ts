import { expect, test } from 'vitest'
import { blank, freeCode, fromTerm, toInput, toTerm } from './topic-form.ts'

test.each(['5wd', '24h', '30min', '1mo', '9wh', '10d', 'consider', 'forward', null])('%s is shown and kept', (term) => {
  expect(fromTerm(toTerm(term))).toBe(term)
})

test('a unit without its number is left to the server to refuse', () => {
  expect(fromTerm({ number: ' ', unit: 'wd' })).toBe('wd')
})

test('a new topic gets a code of its group that nobody has', () => {
  expect(freeCode('YARD', new Set(['YARD.N1', 'YARD.PLAY']))).toBe('YARD.N2')
  expect(freeCode('', new Set())).toBe('OWN.N1')
})

test('what is said in one language alone is said in all; no hint is none', () => {
  expect(toInput({ ...blank(), ru: ' Фонтан ', group: 'YARD', department: 'HOUS' }, new Set())).toMatchObject({
    code: 'YARD.N1',
    parent: 'YARD',
    title: { ru: 'Фонтан', be: 'Фонтан', en: 'Фонтан' },
    makeSafe: null,
    note: null,
    hidden: false,
  })
})
