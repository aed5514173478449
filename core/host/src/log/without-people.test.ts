import { expect, test } from 'vitest'
import { describeError } from './describe-error.ts'
import { withoutPeople } from './without-people.ts'

test.each([
  ['550 no such person vera@mail.example', '550 no such person …@…'],
  ['All recipients were rejected: <інфа@пошта.бел>', 'All recipients were rejected: <…@…>'],
  ['call +375 (29) 123-45-67 or 8 029 123–45–67', 'call … or …'],
  ['passport 1234567890', 'passport …'],
])('%s', (said, kept) => {
  expect(withoutPeople(said)).toBe(kept)
})

test.each([
  'event 0192f3a4-7b6c-7d8e-9f00-112233445566 of 2026',
  'took longer than 10000 ms',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'core.job.due is wanted',
  'line 12, column 345',
])('%s stays as it is', (said) => {
  expect(withoutPeople(said)).toBe(said)
})

test('an error keeps its code and loses whom it names', () => {
  const error = Object.assign(new Error("Can't send mail - all recipients were rejected: 550 vera@mail.example"), {
    code: 'EENVELOPE',
  })
  expect(describeError(error)).toMatchObject({
    code: 'EENVELOPE',
    message: "Can't send mail - all recipients were rejected: 550 …@…",
  })
  expect(JSON.stringify(describeError(error))).not.toContain('vera')
})
