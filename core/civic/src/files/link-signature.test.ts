import { expect, test } from 'vitest'
import { isLinkGood, linkExpiry, signLink, type SignedFile } from './link-signature.ts'

const key = Buffer.alloc(32, 7)
const file: SignedFile = {
  city: 1,
  id: '01890000-0000-7000-8000-000000000001',
  size: 'full',
  module: 'trees',
  audience: 'everybody',
}
const now = new Date('2026-09-14T10:20:00Z')

test('links made within one hour are the same and live for an hour at least', () => {
  const expires = linkExpiry(now)
  expect(linkExpiry(new Date('2026-09-14T10:00:00Z'))).toBe(expires)
  expect(linkExpiry(new Date('2026-09-14T10:59:59Z'))).toBe(expires)
  expect(new Date(expires * 1000)).toEqual(new Date('2026-09-14T12:00:00Z'))
})

test('a link opens what it was made for, until it ends', () => {
  const expires = linkExpiry(now),
    signature = signLink(key, file, expires)
  const good = (changed: Partial<SignedFile>, e = String(expires), s = signature, at = now) =>
    isLinkGood(key, { ...file, ...changed }, e, s, at)
  expect(good({})).toBe(true)
  expect(good({}, String(expires), signature, new Date(expires * 1000))).toBe(false)
  expect(good({ city: 2 })).toBe(false)
  expect(good({ size: 'thumb' })).toBe(false)
  expect(good({ id: '01890000-0000-7000-8000-000000000002' })).toBe(false)
  expect(good({ module: '' })).toBe(false)
  expect(good({ audience: 'holder' })).toBe(false)
  expect(good({}, String(expires + 3600))).toBe(false)
  expect(good({}, `${expires} `)).toBe(false)
  expect(good({}, String(expires), `${signature.slice(0, -1)}_`)).toBe(false)
  expect(isLinkGood(key, file, String(expires), null, now)).toBe(false)
  expect(isLinkGood(Buffer.alloc(32, 8), file, String(expires), signature, now)).toBe(false)
})
