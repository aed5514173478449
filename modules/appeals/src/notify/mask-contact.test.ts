import { expect, test } from 'vitest'
import { maskEmail, maskPhone } from './mask-contact.ts'

test('a contact is known again by its owner alone', () => {
  expect([maskEmail('olha@example.by'), maskEmail('info@xn--80a1acny.xn--p1ai'), maskEmail('o@example.by')]).toEqual([
    'o•••@example.by',
    'i•••@почта.рф',
    'o•••@example.by',
  ])
  expect([maskPhone('+375291234567'), maskPhone('80291234567')]).toEqual(['+375 •••• 67', '•••• 67'])
})
