import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'

const cases = '{n} месца | {n} месцы | {n} месцаў'

test('Belarusian and Russian plurals follow the number', () => {
  expect([1, 3, 5, 11, 21, 22, 112].map((n) => fillText('be', cases, { n }))).toEqual([
    '1\u00a0месца',
    '3\u00a0месцы',
    '5\u00a0месцаў',
    '11\u00a0месцаў',
    '21\u00a0месца',
    '22\u00a0месцы',
    '112\u00a0месцаў',
  ])
  expect(fillText('ru', 'день | дня | дней', { n: 2.5 })).toBe('дня')
})

test('a form in front stands for zero', () => {
  expect(fillText('ru', 'ничего | {n} дело | {n} дела | {n} дел', { n: 0 })).toBe('ничего')
  expect(fillText('en', 'nothing | {n} case | {n} cases', { n: 0 })).toBe('nothing')
  expect(fillText('en', '{n} case | {n} cases', { n: 0 })).toBe('0\u00a0cases')
})

test('an unknown parameter stays visible, and a value is never read as a pattern', () => {
  expect(fillText('en', 'Hello {name}, {x}', { name: '$& {x} | y' })).toBe('Hello $& {x} | y, {x}')
})

test('a number and its unit, № and its number, a word and its dash stay on one line', () => {
  expect(fillText('ru', 'Закон № 300-З — это {n} день | Закон № 300-З — это {n} дня | x', { n: 2 })).toBe(
    'Закон №\u00a0300-З\u00a0— это 2\u00a0дня',
  )
  expect(fillText('ru', '{who} — сам', { who: 'а — б' })).toBe('а — б\u00a0— сам')
})
