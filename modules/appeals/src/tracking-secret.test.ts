import { expect, test } from 'vitest'
import { digest, isSecret, trackingSecret } from './tracking-secret.ts'

const key = Buffer.alloc(32, 7)

test('a secret follows from the id and the key, has ≥ 128 bits and goes into an address as it is', () => {
  const secret = trackingSecret(key, 'REPORTER', 'a')
  expect(secret).toMatch(/^[\w-]{32}$/)
  expect(trackingSecret(key, 'REPORTER', 'a')).toBe(secret)
  expect(new Set([secret, trackingSecret(key, 'SUPPORTER', 'a'), trackingSecret(key, 'REPORTER', 'b'), trackingSecret(Buffer.alloc(32, 8), 'REPORTER', 'a'), digest(secret)]).size).toBe(5)
})

test('what is no secret is refused before the database is asked', () => {
  expect(['', 'short', 'a'.repeat(31), `${'a'.repeat(31)}'`, 'a'.repeat(10_000)].map(isSecret)).toEqual([false, false, false, false, false])
})
