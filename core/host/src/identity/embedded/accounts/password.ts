import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { signInBusy } from '../../shared/accounts/account-problems.ts'
import { checkPassword } from '../../shared/accounts/account-rules.ts'
import { createQueue } from './queue.ts'

const derive = promisify(argon2)
/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const encoded = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$([\w+/]{11,64})\$([\w+/]{43})$/
/** Each hash takes 19 MiB and a core for some 20 ms: a crowd at the door waits its turn, a flood is sent away. */
const queue = createQueue({ atOnce: 2, waiting: 64, refuse: signInBusy })
/** The hash of nobody's password: an unknown user name costs as long as a known one. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$o8L1nCsKxbLq5wZqVgW0cA$hVIWUXnVqyWmGqHB1yWRrnRVprFDsFH+9TnJCmWJ0LM'

/** Keyboards and phones compose letters differently; the same password must stay the same. */
const bytes = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8')
const base64 = (buffer: Buffer) => buffer.toString('base64').replace(/=+$/, '')

/**
 * Hashes with argon2id, into the usual `$argon2id$…` text that other systems can read.
 * @throws Problem `PASSWORD_WEAK`, `SIGN_IN_BUSY`
 */
export async function hashPassword(password: string): Promise<string> {
  checkPassword(password)
  const nonce = randomBytes(16)
  const hash = await queue(() => derive('argon2id', { message: bytes(password), nonce, tagLength: 32, ...cost }))
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(hash)}`
}

/**
 * Whether the password is the one behind the hash. Takes as long when there is no hash.
 * @throws Problem `SIGN_IN_BUSY`
 */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const parts = encoded.exec(hash ?? nobody)
  if (!parts || password.length > 200) return false
  const [, memory, passes, parallelism, nonce = '', tag = ''] = parts
  const expected = Buffer.from(tag, 'base64')
  const parameters = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
  }
  const found = await queue(() =>
    derive('argon2id', { message: bytes(password), tagLength: expected.length, ...parameters }),
  )
  return timingSafeEqual(found, expected) && Boolean(hash)
}
