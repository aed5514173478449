import { scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, string, number, Buffer>(scrypt)

/**
 * What stands in the database of a secret: enough to know it again, and dear to guess from, since an operator may have
 * chosen a plain sentence.
 *
 * @param installation its id, so that two installations with one secret do not show it
 */
export async function fingerprintOf(secret: string, installation: string): Promise<string> {
  return (await derive(secret, `vmeste fingerprint ${installation}`, 32)).toString('base64url')
}

export async function isOf(fingerprint: string, secret: string, installation: string): Promise<boolean> {
  const own = Buffer.from(await fingerprintOf(secret, installation))
  const kept = Buffer.from(fingerprint)
  return own.length === kept.length && timingSafeEqual(own, kept)
}
