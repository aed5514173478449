import { expect, test } from 'vitest'
import { publicText } from './cover-words.ts'

test.each([
  ['Звоните +375 (29) 123-45-67 вечером', 'Звоните ••• вечером'],
  ['пишите ivan.petrov@mail.example', 'пишите •••'],
  ['тел. 8029 1234567.', 'тел. •••.'],
  ['Советская 12, подъезд 3, уже 2 недели', 'Советская 12, подъезд 3, уже 2 недели'],
  ['с 12.04 по 15.04, дома 12, 14 и 16', 'с 12.04 по 15.04, дома 12, 14 и 16'],
])('%s', (text, expected) => expect(publicText(text)).toBe(expected))

test('no text stays no text', () => expect([publicText(null), publicText('')]).toEqual([null, '']))
