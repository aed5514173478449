import { expect, test } from 'vitest'
import { submission as submissionIn } from './submission.ts'

const submission = submissionIn('BY')

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

test('a phone is kept as E.164, an e-mail with its domain in small letters', () => {
  const { contact } = submission.parse({
    submissionKey: key,
    contact: { phone: '+375 (29) 123-45-67', email: 'Anna@Example.BY', consent: true },
  })
  expect(contact).toEqual({ phone: '+375291234567', email: 'Anna@example.by', consent: true })
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

test.each([
  ['8–029–123–45–67', '+375291234567'],
  ['\u202a+375291234567\u202c', '+375291234567'],
  ['8 (029) 123-45-67 (Viber)', '+375291234567'],
  ['8 01718 5 12 34', '+375171851234'],
])('a contact is taken as %j', (phone, stored) =>
  expect(submission.parse({ submissionKey: key, contact: { phone, consent: true } }).contact?.phone).toBe(stored),
)

test.each(['0000000', '123', '+375 29 12'])('%s is nobody’s number', (phone) =>
  expect(faults({ submissionKey: key, contact: { phone, consent: true } })).toEqual(['contact.phone']),
)

test('a national domain is taken both ways', () => {
  for (const email of ['info@почта.рф', 'info@xn--80a1acny.xn--p1ai'])
    expect(submission.parse({ submissionKey: key, contact: { email, consent: true } }).contact?.email).toBe(
      'info@xn--80a1acny.xn--p1ai',
    )
})

test('what nobody sees is no text', () => {
  const { text, place } = submission.parse({
    submissionKey: key,
    text: '\u200b\u200b',
    place: { address: ' \u00ad\u2060 ' },
  })
  expect([text, place?.address]).toEqual([null, ''])
  expect(submission.parse({ submissionKey: key, text: 'Яма\n\u200bу дома' }).text).toBe('Яма\nу дома')
})
