import { expect, test } from 'vitest'
import { emailOf, phoneOf, spellingsOf } from './contacts.ts'
import { namesOf, subjectNamed, subjectOf } from './subject.ts'

test('a number is the same however it was kept, and another country’s is another', () => {
  for (const typed of ['+375 (29) 123-45-67', '80291234567', '8 029 123 45 67', '375291234567', '29 123-45-67'])
    expect(phoneOf(typed), typed).toBe('+375291234567')
  expect(spellingsOf('80291234567')).toEqual([
    '+375291234567',
    '375291234567',
    '00375291234567',
    '80291234567',
    '0291234567',
    '291234567',
  ])
  expect(spellingsOf('+7 829 123 45 67')).not.toContain('80291234567')
  expect(emailOf(' Olha@Mail.Example ')).toBe('olha@mail.example')
})

test('a subject has one name for each way to find it, and is found again by any of them', () => {
  const subject = subjectOf({ accounts: ['iss|1'], emails: ['Olha@mail.example'], phones: ['8 029 123 45 67'] })
  expect(namesOf(subject)).toEqual(['iss|1', 'mailto:olha@mail.example', 'tel:+375291234567'])
  expect(namesOf(subject).map((name) => namesOf(subjectNamed(name)))).toEqual(namesOf(subject).map((name) => [name]))
})
