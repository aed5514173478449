import { argon2 } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, argon2: vi.fn(crypto.argon2) }
})

// files share what they import: here it has to be taken anew, with the work that is counted
let { hashPassword, verifyPassword } = {} as typeof import('./password.ts')
beforeAll(async () => {
  vi.resetModules()
  ;({ hashPassword, verifyPassword } = await import('./password.ts'))
})

test('a password opens its own hash and no other, however its letters are composed', async () => {
  const hash = await hashPassword('ёлка и ёжик зимой')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await verifyPassword(hash, 'ёлка и ёжик зимой'.normalize('NFD'))).toBe(true)
  expect(await verifyPassword(hash, 'елка и ежик зимой')).toBe(false)
  expect(await hashPassword('ёлка и ёжик зимой')).not.toBe(hash)
})

test("nobody's password is never right and costs the same work as somebody's", async () => {
  const hash = await hashPassword('ёлка и ёжик зимой')
  const workFor = async (stored: string | null) => {
    vi.mocked(argon2).mockClear()
    expect(await verifyPassword(stored, 'неверно, но длинно')).toBe(false)
    return vi
      .mocked(argon2)
      .mock.calls.map(([algorithm, { memory, passes, parallelism, tagLength }]) => ({
        algorithm,
        memory,
        passes,
        parallelism,
        tagLength,
      }))
  }
  expect(await workFor(null)).toEqual([
    { algorithm: 'argon2id', memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 },
  ])
  expect(await workFor(null)).toEqual(await workFor(hash))
})

test('a hash written by another system with its own cost is read', async () => {
  // from the reference implementation's own tests
  expect(
    await verifyPassword(
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
      'password',
    ),
  ).toBe(true)
  expect(await verifyPassword('$argon2i$v=19$m=4096,t=2,p=1$c29tZXNhbHQ$x', 'password')).toBe(false)
})

test.each(['', 'короткий', 'аааааааааааааааааа', 'a'.repeat(300)])(
  '%.20j is too weak or too long',
  async (password) => {
    await expect(hashPassword(password)).rejects.toMatchObject({ code: 'PASSWORD_WEAK' })
  },
)
