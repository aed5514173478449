import { expect, test } from 'vitest'
import { addressKey } from './address-key.ts'

const uzda = ['Узда', 'Узда', 'Uzda']
const key = (typed: string) => addressKey(typed, uzda)

test.each([
  'ул. Гагарина, 3',
  'Гагарина 3',
  'гагарина, д.3',
  'улица  Гагарина дом 3',
  'г. Узда, ул.Гагарина, д. 3',
  'вул. Гагарына, 3',
  'Гагарина 3, кв. 15',
  'возле Гагарина 3',
  'ул. ГАГАРИНА, 3.',
  'Гагарина 3 подъезд 2',
])('«%s» is one house', (typed) => {
  expect(key(typed)).toBe(key('Гагарина 3'))
})

test.each([
  ['ул. Советская, 12/1', 'Савецкая 12 / 1'],
  ['Советская 12 корп. 1', 'Савецкая, 12к1'],
  ['1-я Садовая, 5а', '1-я Садовая 5 А'],
  ['К. Маркса 7', 'ул. К.Маркса, 7'],
  ['17 Сентября, 4', 'ул. 17 Сентября д. 4'],
])('«%s» and «%s» are one house', (one, other) => {
  expect(key(one)).toBeDefined()
  expect(key(one)).toBe(key(other))
})

test.each([
  ['Гагарина 3', 'Гагарина 13'],
  ['Гагарина 3', 'Гагарина 3а'],
  ['Гагарина 3', 'Гагарина 3/1'],
  ['Гагарина 3', 'Горького 3'],
  ['1-я Садовая 5', '2-я Садовая 5'],
  ['Советская 12/1', 'Советская 12/2'],
])('«%s» and «%s» are two', (one, other) => {
  expect(key(one)).not.toBe(key(other))
})

test.each(['', 'детская площадка', 'ул. Гагарина', '3', 'дом 3', 'Узда 3', 'за рынком, слева'])(
  '«%s» names no house',
  (typed) => {
    expect(key(typed)).toBeUndefined()
  },
)
