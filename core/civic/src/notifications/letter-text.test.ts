import type { City } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { smsText, wholeText } from './letter-text.ts'

const city = { slug: 'uzda' } as City
const rejected = {
  subject: 'Сообщение УЗ-С-2026-000007 отклонено',
  text: 'Скамейки, ул. Ленина, 3. Причина: не наш город.',
  href: '/t/key',
  lang: 'ru',
} as const

test('a message for a phone says what happened before anything else, and leads to the page', () => {
  expect(smsText(rejected, 'https://vmeste.example', city)).toBe(
    'Сообщение УЗ-С-2026-000007 отклонено. Скамейки, ул. Ленина, 3. Причина: не наш город. https://vmeste.example/c/uzda/t/key',
  )
})

test('a long one is cut, but neither what happened nor the link', () => {
  const long = smsText({ ...rejected, text: 'очень '.repeat(100) }, 'https://vmeste.example', city)
  expect(long.length).toBeLessThanOrEqual(300)
  expect(long).toMatch(/^Сообщение УЗ-С-2026-000007 отклонено\. .*… https:\/\/vmeste\.example\/c\/uzda\/t\/key$/)
})

test('a subject that ends with a mark of its own gets no second one, and words without a subject stay as they are', () => {
  expect(wholeText({ subject: 'Готово?', text: 'Посмотрите.' })).toBe('Готово. Посмотрите.')
  expect(wholeText({ subject: '', text: 'Код 123456' })).toBe('Код 123456')
})
