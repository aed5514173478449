import { expect, test } from 'vitest'
import { coveredStretches, dottedWords, publicWords } from './public-words.ts'

const covering = { country: 'BY' }

test.each([
  ['Звоните +375 (29) 123-45-67 вечером', 'Звоните ••• вечером'],
  ['пишите ivan.petrov@mail.example', 'пишите •••'],
  ['тел. 8029 1234567.', 'тел. •••.'],
  ['Советская 12, подъезд 3, уже 2 недели', 'Советская 12, подъезд 3, уже 2 недели'],
  ['с 12.04 по 15.04, дома 12, 14 и 16', 'с 12.04 по 15.04, дома 12, 14 и 16'],
])('%s', (text, expected) => expect(publicWords(text, { covering })).toBe(expected))

test('no text stays no text', () =>
  expect([publicWords(null, { covering }), publicWords('', { covering })]).toEqual([null, '']))

test('nothing is read before a look', () => expect(publicWords('Качели', { covering, shown: false })).toBeNull())

test('stretches covered by hand may lie over each other, out of order and past the end', () =>
  expect(
    publicWords('Иванов из квартиры 7 шумит', {
      covering,
      covers: [
        { from: 10, to: 20 },
        { from: 0, to: 6 },
        { from: 12, to: 15 },
        { from: 21, to: 99 },
      ],
    }),
  ).toBe('••• из ••• •••'))

test('a cover inside a phone does not uncover the rest of it', () => {
  const text = 'Звоните 8029 1234567'
  for (let from = 8; from < 20; from++)
    expect(publicWords(text, { covering, covers: [{ from, to: from + 1 }] }), String(from)).toBe('Звоните •••')
})

test('dots keep the place of everything else', () =>
  expect(dottedWords('Иванов шумит', [{ from: 0, to: 6 }])).toBe('•••••• шумит'))

test('what others will not read is told by its place', () =>
  expect(coveredStretches('тел. 8029 1234567 или a@b.example', covering)).toEqual([
    { from: 5, to: 17 },
    { from: 22, to: 33 },
  ]))
