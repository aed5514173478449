import { expect, test } from 'vitest'
import { submission } from './submission.ts'

const key = '7f3d1c1e-52a5-4bb3-9a57-0d9b0f4b1a11'
const faults = (input: unknown) => submission.safeParse(input).error?.issues.map((issue) => issue.path.join('.'))

test('two clicks are enough, and a form’s empty fields are nothing', () => {
  expect(submission.parse({ submissionKey: key, object: ' uz-0047 ', tile: 'SWING', topic: '', text: '  ' })).toEqual({
    submissionKey: key,
    object: 'UZ-0047',
    tile: 'SWING',
    topic: null,
    text: null,
    photos: [],
    photoConsent: false,
  })
})

test('others see a photo only after a yes', () => {
  expect(
    [undefined, null, false, true].map(
      (photoConsent) => submission.parse({ submissionKey: key, photoConsent }).photoConsent,
    ),
  ).toEqual([false, false, false, true])
})

test('a phone is kept as digits, an e-mail in small letters', () => {
  const { contact } = submission.parse({
    submissionKey: key,
    contact: { phone: '+375 (29) 123-45-67', email: 'Anna@Example.BY', consent: true },
  })
  expect(contact).toEqual({ phone: '+375291234567', email: 'anna@example.by', consent: true })
})

test.each([
  [{ submissionKey: 'x' }, ['submissionKey']],
  [{ submissionKey: key, text: 'я'.repeat(100_000) }, ['text']],
  [{ submissionKey: key, photos: Array.from({ length: 6 }, () => crypto.randomUUID()) }, ['photos']],
  [{ submissionKey: key, photos: ['../../etc/passwd'] }, ['photos.0']],
  [{ submissionKey: key, contact: { phone: 'позвоните', consent: true } }, ['contact.phone']],
  [{ submissionKey: key, contact: { consent: true } }, ['contact.phone']],
  [{ submissionKey: key, contact: { phone: '+375291234567', consent: false } }, ['contact.consent']],
  [{ submissionKey: key, place: { point: { lat: 91, lon: 0 } } }, ['place.point.lat']],
])('refuses %o', (input, expected) => expect(faults(input)).toEqual(expected))
