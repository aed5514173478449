import { expect, test } from 'vitest'
import { emailAddress, readEmail, showEmail } from './e-mail-address.ts'

test.each([
  ['info@почта.рф', 'info@xn--80a1acny.xn--p1ai'],
  ['info@xn--80a1acny.xn--p1ai', 'info@xn--80a1acny.xn--p1ai'],
  ['INFO@ПОЧТА.РФ', 'INFO@xn--80a1acny.xn--p1ai'],
  ['operator@узда.бел', 'operator@xn--80ahi1c.xn--90ais'],
  ['іван@узда.бел', 'іван@xn--80ahi1c.xn--90ais'],
  ['mailto:ivan@example.com', 'ivan@example.com'],
  ['Иван Лис <ivan@example.com>', 'ivan@example.com'],
  ['ivan @ example.com.', 'ivan@example.com'],
  ['<ivan@example.com>', 'ivan@example.com'],
  ['o’neil@example.by', "o'neil@example.by"],
  ['\u202aivan@example.com\u202c\u200b', 'ivan@example.com'],
  ['a.b+c_d-e@sub.Example.co.uk', 'a.b+c_d-e@sub.example.co.uk'],
])('%s is stored as %s', (typed, stored) => {
  expect(emailAddress().parse(typed)).toBe(stored)
  expect(readEmail(stored), 'read again').toBe(stored)
})

test.each([
  '',
  '@',
  'ivan',
  'ivan@',
  '@example.com',
  'ivan@@example.com',
  'ivan@example',
  'ivan@example..com',
  '.ivan@example.com',
  'ivan.@example.com',
  'iv..an@example.com',
  'iv an@example.com',
  'ivan@exa mple.com',
  'ivan@127.0.0.1',
  'ivan@0x7f.1',
  'ivan@-example.com',
  'ivan@example.com, olha@example.com',
  'ivan@example.com\nBcc: olha@example.com',
  'ивaн@example.com',
  '"ivan"@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ivan@${'a'.repeat(64)}.com`,
  `ivan@${'a.'.repeat(130)}com`,
])('%j is no address', (typed) => expect(readEmail(typed)).toBeUndefined())

test('shown as people read it', () => {
  expect(showEmail('info@xn--80a1acny.xn--p1ai')).toBe('info@почта.рф')
  expect(showEmail('ivan@example.com')).toBe('ivan@example.com')
})
