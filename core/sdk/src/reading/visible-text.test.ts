import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInput } from '../parse-input.ts'
import type { Problem } from '../problem.ts'
import { cleanText, isVisible, optionalText, visibleText } from './visible-text.ts'

const fields = (schema: z.ZodType, value: unknown) => {
  try {
    return parseInput(schema, value, 'ru')
  } catch (error) {
    return (error as Problem).options.fields!.map(({ code, message }) => `${code} ${message}`)
  }
}

test.each([
  ['zero-width signs', '\u200b\u200b'],
  ['a filler that Unicode calls a letter', '\u3164\uffa0\u115f'],
  ['blank braille', '\u2800\u2800'],
  ['marks of direction and of order', '\ufeff\u200e\u2060\u00ad'],
  ['controls', '\u0000\u0007'],
  ['spaces of all kinds', ' \u00a0\u2003\n\t'],
])('nothing to see: %s', (_, typed) => {
  expect(fields(visibleText(20), typed)).toEqual(['TOO_SMALL Заполните это поле.'])
  expect(optionalText(20).parse(typed)).toBe('')
  expect(isVisible(typed)).toBe(false)
})

test.each(['…', '?!', '👍', '-', '\u0301'])('no words: %s', (typed) => {
  const refused = ['TEXT_WITHOUT_WORDS Напишите словами: нужна хотя бы одна буква или цифра.']
  expect(fields(visibleText(20), typed)).toEqual(refused)
  expect(fields(optionalText(20), typed)).toEqual(refused)
})

test('what is turned round is refused, not stored the other way', () =>
  expect(visibleText(20).safeParse('Узда \u202eадзУ').success).toBe(false))

test.each([
  ['  Ірына\u00ad \u200bЎ\u200e ', 'Ірына Ў'],
  ['Кацярына Міхалёва-Ўласава', 'Кацярына Міхалёва-Ўласава'],
  ['и\u0306 е\u0308 у\u0306', 'й ё ў'],
  ['👨‍👩‍👧 семья ❤️ 🏳️‍🌈', '👨‍👩‍👧 семья ❤️ 🏳️‍🌈'],
  [
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} флаг 🇧🇾 👍🏽 8️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} флаг 🇧🇾 👍🏽 8️⃣',
  ],
  ['a\u200db c\ufe0fd \u{e0041}e', 'ab cd e'],
  ['з\u0300\u0301\u0302\u0303\u0304\u0305\u0306', 'з\u0300\u0301\u0302\u0303'],
  ['дом\n12\tкв', 'дом 12 кв'],
  ['\ud800один', 'один'],
])('%j is stored as %j', (typed, stored) => expect(visibleText(40).parse(typed)).toBe(stored))

test('a text may have lines; those of a form stay as they came', () =>
  expect(cleanText('раз\r\nдва\rтри\u2028\tчетыре\n', { lines: true })).toBe('раз\r\nдва\nтри\n\tчетыре'))

test('as long as it says, after cleaning', () => {
  expect(visibleText(3).parse(' а\u200bб\u200bв ')).toBe('абв')
  expect(fields(visibleText(3), 'абвг')).toEqual(['TOO_BIG Слишком длинно: знаков может быть до 3.'])
})

test('cleaning twice changes nothing', () => {
  for (const text of [
    'з\u0300\u0301\u0302\u0303\u0304\u0306',
    'е\u200b\u0308',
    '8\u200b\ufe0f\u20e3',
    'a \u200b\n\u200b b',
  ])
    expect(cleanText(cleanText(text))).toBe(cleanText(text))
})
