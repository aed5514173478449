import { expect, test } from 'vitest'
import { isInvented, leavesForNobody } from './invented-recipient.ts'

test.each(['sosed31@example.com', 'a@mail.example.org', 'b@EXAMPLE.NET', 'c@mail.example', 'd@uzda.test'])(
  '%s is nobody’s',
  (recipient) => {
    expect(isInvented(recipient)).toBe(true)
  },
)

test.each([
  'volha@mail.by',
  'a@example.com.by',
  'b@myexample.com',
  'c@example.ru',
  'd@contest',
  'e@example.com@mail.ru',
  '+375291234567',
  'example.com',
  '',
])('%s may be somebody’s', (recipient) => {
  expect(isInvented(recipient)).toBe(false)
})

test('letters that would leave are those to domains that there are', () => {
  expect(
    [
      'citizen@example.com',
      'a@mail.EXAMPLE.org',
      'c@mail.example',
      'volha@mail.by',
      'a@example.com.by',
      'b@myexample.com',
    ].map(leavesForNobody),
  ).toEqual([true, true, false, false, false, false])
})
