import { expect, test } from 'vitest'
import { textOfLetter } from './text-of-letter.ts'

const lines = (...all: string[]) => all.join('\r\n')

test('a plain letter is read as it is, a line with a dot in front too', () => {
  expect(
    textOfLetter(
      lines('Subject: x', 'Content-Type: text/plain; charset=utf-8', '', '..hidden', 'https://example.by/a'),
    ),
  ).toBe('.hidden\r\nhttps://example.by/a')
})

test('of a letter in several forms the plain one is read, decoded', () => {
  const letter = lines(
    'Subject: x',
    'Content-Type: multipart/alternative;',
    ' boundary="--b_1"',
    '',
    '----b_1',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '=D0=94=D0=B0 https://example.by/?key=3Dab=',
    'cd',
    '----b_1',
    'Content-Type: text/html',
    '',
    '<p>no</p>',
    '----b_1--',
  )
  expect(textOfLetter(letter).trim()).toBe('Да https://example.by/?key=abcd')
  expect(
    textOfLetter(
      lines(
        'Content-Type: text/plain',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('Дрэва').toString('base64'),
      ),
    ),
  ).toBe('Дрэва')
})
