import { expect, test } from 'vitest'
import { typedFields } from './typed-fields.ts'

test('what a person wrote is shown, what a page filled in or a person chose is carried along, and nothing is lost', () => {
  const fields = [
    ['action', 'send'],
    ['key', '018f0000-0000-7000-8000-000000000001'],
    ['tile', 'road-hole'],
    ['text', 'Яма у подъезда'],
    ['showPhoto', 'yes'],
    ['photos', '018f0000-0000-7000-8000-000000000001 018f0000-0000-7000-8000-000000000002'],
    ['email', 'hanna@example.org'],
    ['phone', '+375 29 123-45-67'],
    ['comment', 'help me\nplease'],
    ['empty', ''],
  ] as const
  const made = typedFields(fields)
  expect(made.map(({ name, value }) => [name, value])).toEqual(fields.filter(([, value]) => value !== ''))
  expect(Object.fromEntries(made.map(({ name, kind }) => [name, kind]))).toEqual({
    action: 'hidden',
    key: 'hidden',
    tile: 'hidden',
    text: 'words',
    showPhoto: 'hidden',
    photos: 'hidden',
    email: 'email',
    phone: 'phone',
    comment: 'words',
  })
})
