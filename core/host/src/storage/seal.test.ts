import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from './seal.ts'

const key = randomBytes(32)

test('what was sealed opens with its key, in its place, untouched', () => {
  const sealed = seal(key, 'row 1', 'тайна')
  expect(unseal(key, 'row 1', sealed)).toBe('тайна')
  expect(seal(key, 'row 1', 'тайна')).not.toBe(sealed)
  expect(() => unseal(key, 'row 2', sealed)).toThrow()
  expect(() => unseal(randomBytes(32), 'row 1', sealed)).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  bytes[bytes.length - 1]! ^= 1
  expect(() => unseal(key, 'row 1', bytes.toString('base64url'))).toThrow()
  expect(() => unseal(key, 'row 1', sealed.slice(0, 20))).toThrow()
})
