import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'

const cases = '{n} месца | {n} месцы | {n} месцаў'

test('Belarusian and Russian plurals follow the number', () => {
  expect([1, 3, 5, 11, 21, 22, 112].map((n) => fillText('be', cases, { n }))).toEqual([
    '1 месца',
    '3 месцы',
    '5 месцаў',
    '11 месцаў',
    '21 месца',
    '22 месцы',
    '112 месцаў',
  ])
  expect(fillText('ru', 'день | дня | дней', { n: 2.5 })).toBe('дня')
})

test('a form in front stands for zero', () => {
  expect(fillText('ru', 'ничего | {n} дело | {n} дела | {n} дел', { n: 0 })).toBe('ничего')
  expect(fillText('en', 'nothing | {n} case | {n} cases', { n: 0 })).toBe('nothing')
  expect(fillText('en', '{n} case | {n} cases', { n: 0 })).toBe('0 cases')
})

test('an unknown parameter stays visible, and a value is never read as a pattern', () => {
  expect(fillText('en', 'Hello {name}, {x}', { name: '$& {x} | y' })).toBe('Hello $& {x} | y, {x}')
})
