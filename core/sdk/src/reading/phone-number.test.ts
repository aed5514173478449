import { expect, test } from 'vitest'
import { parseInput } from '../parse-input.ts'
import type { Problem } from '../problem.ts'
import { phoneNumber, readPhone, servicePhone, showPhone } from './phone-number.ts'

test.each([
  ['8029/123-45-67', 'BY', '+375291234567'],
  ['тел.: 8 029 123 45 67', 'BY', '+375291234567'],
  ['моб. (029)1234567', 'BY', '+375291234567'],
  ['Viber +375 29 123-45-67', 'BY', '+375291234567'],
  ['+375 29 123-45-67 (Viber, Telegram)', 'BY', '+375291234567'],
  ['8 017 200-10-20 доб. 12', 'BY', '+375172001020'],
  ['8 10 375 29 1234567', 'RU', '+375291234567'],
  ['00375291234567', 'BY', '+375291234567'],
  ['8 029 123 45 67', 'RU', '+375291234567'],
  ['29 123 45 67', 'BY', '+375291234567'],
  ['8 912 345-67-89', 'BY', '+79123456789'],
  ['912 345-67-89', 'RU', '+79123456789'],
  ['8 (495) 123-45-67', 'RU', '+74951234567'],
  ['+375 29 123-45-67, Иван', 'BY', '+375291234567'],
  ['+375291234567 (сын);', 'BY', '+375291234567'],
  ['8 029·123·45·67 WhatsApp/Viber', 'BY', '+375291234567'],
  ['512 345 678', 'PL', '+48512345678'],
])('%s in %s is %s', (typed, country, expected) => expect(readPhone(typed, country)).toBe(expected))

test.each([
  '',
  '+',
  '123',
  '101',
  '0000000',
  '+375 29 000',
  '1111111',
  '5 000 000',
  'x'.repeat(200),
  '+375 29 CALL-NOW',
])('%s is nobody’s number', (typed) => expect(readPhone(typed)).toBeUndefined())

test('two numbers in one field are not one', () => {
  expect(readPhone('+375 29 123-45-67, +375 29 765-43-21')).toBeUndefined()
  expect(readPhone('8029 1234567 8029 7654321')).toBeUndefined()
})

test('what is read once is read again, and shown as people write it', () => {
  expect(readPhone('+375171851234')).toBe('+375171851234')
  expect(showPhone('+375291234567')).toBe('+375 29 123-45-67')
  expect(showPhone('+375171851234')).toBe('+375 1718 5-12-34')
  expect(showPhone('+79123456789')).toBe('+7 912 345-67-89')
  expect(showPhone('+48512345678')).toBe('+48 512 345 678')
  expect(showPhone('101')).toBe('101')
  expect(readPhone(showPhone('+79123456789'))).toBe('+79123456789')
})

test.each([
  ['101', '101'],
  ['1-15', '115'],
  ['5-12-34', '51234'],
  ['8 (01718) 5-12-34', '+375171851234'],
  ['0000000', undefined],
  ['7', undefined],
  ['ЖКХ', undefined],
])('a service is reached by %s: %s', (typed, stored) => expect(servicePhone().safeParse(typed).data).toBe(stored))

test('a refusal has a code, words and an example of the country', () => {
  const refusal = (country: string) => {
    try {
      return parseInput(phoneNumber(country), '123', 'be', 'phone')
    } catch (error) {
      return (error as Problem).options.fields
    }
  }
  expect(refusal('BY')).toEqual([
    { path: 'phone', code: 'PHONE_UNREADABLE', message: 'Такога нумара не бывае. Прыклад: +375 29 123-45-67.' },
  ])
  expect(refusal('RU')).toEqual([
    { path: 'phone', code: 'PHONE_UNREADABLE', message: 'Такога нумара не бывае. Прыклад: +7 912 345-67-89.' },
  ])
})
