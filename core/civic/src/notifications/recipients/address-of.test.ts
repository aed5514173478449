import { expect, test } from 'vitest'
import { addressOf, boxOf } from './address-of.ts'

const box = (to: Parameters<typeof addressOf>[0]) => boxOf(addressOf(to)).recipient

test.each([
  ['olha@mail.example', 'olha@mail.example'],
  ['OLHA+40@Mail.Example ', 'olha@mail.example'],
  ['o.l.ha+x@gmail.com', 'olha@gmail.com'],
  ['olha@googlemail.com', 'olha@gmail.com'],
  ['o.lha@mail.example', 'o.lha@mail.example'],
  ['+@mail.example', '+@mail.example'],
  ['no address', 'no address'],
])('%s lies in the box %s', (email, expected) => {
  expect(box({ email })).toBe(expected)
})

test.each(['+375 (29) 123-45-67', '80291234567', '375291234567', '029 123 45 67', '00375291234567'])(
  '%s rings one telephone',
  (phone) => {
    expect(box({ phone })).toBe('291234567')
  },
)

test('a person is no box', () => {
  expect(boxOf(addressOf({ person: 'iss|sub' }))).toEqual({ channel: 'PORTAL', recipient: 'iss|sub' })
})
