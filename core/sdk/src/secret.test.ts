import { expect, test } from 'vitest'
import { actorHash, digest, isSecret, keyedSecret } from './secret.ts'

const key = Buffer.alloc(32, 7)

test('a secret follows from what it opens and the key, has ≥ 128 bits and goes into an address as it is', () => {
  const secret = keyedSecret(key, 'r:a')
  expect(secret).toMatch(/^[\w-]{32}$/)
  expect(keyedSecret(key, 'r:a')).toBe(secret)
  expect(
    new Set([
      secret,
      keyedSecret(key, 's:a'),
      keyedSecret(key, 'r:b'),
      keyedSecret(Buffer.alloc(32, 8), 'r:a'),
      digest(secret),
    ]).size,
  ).toBe(5)
})

test('what is no secret is refused before the database is asked', () => {
  expect(['', 'short', 'a'.repeat(31), `${'a'.repeat(31)}'`, 'a'.repeat(10_000)].map(isSecret)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

test('a guest is their device, and without one their address', () => {
  const guest = (more: { device?: string; address?: string }) => actorHash(key, { kind: 'guest', ...more })
  expect(guest({ device: 'a', address: '10.0.0.1' })).toBe(guest({ device: 'a', address: '10.0.0.2' }))
  expect(guest({ address: '10.0.0.1' })).not.toBe(guest({ address: '10.0.0.2' }))
})
