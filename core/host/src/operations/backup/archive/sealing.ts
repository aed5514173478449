import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import { VmesteError } from '@vmeste/sdk'
import { damaged, noBackup } from './format.ts'

/**
 * How a backup is closed: by a passphrase, for public keys whose private halves stay with the city, or not at all
 * because somebody said so.
 */
export type Sealing =
  | { readonly passphrase: string; /** Of scrypt, base 2; a test wants it quick. */ readonly workFactor?: number }
  | { readonly recipients: readonly string[] }
  | { readonly unsealed: true }
/** What opens one: any of these. An open archive needs none. */
export interface Unsealing {
  readonly passphrase?: string
  /** `AGE-SECRET-KEY-1…` */ readonly identities?: readonly string[]
}

const ageHead = 'age-encryption.org/v1'
/** 128 MB for a second or two: age's own 18 takes twice that, beside a host on a small server. */
const workFactor = 17
/** Shorter ones are guessed from a file that somebody has got hold of. */
const shortest = 12

/** @throws VmesteError `VMESTE_BACKUP_PASSPHRASE_SHORT`, `VMESTE_BACKUP_KEY` */
export async function seal(plain: Readable, sealing: Sealing): Promise<Readable> {
  if ('unsealed' in sealing) return Readable.from(digesting(plain), { objectMode: false })
  const encrypter = new Encrypter()
  if ('passphrase' in sealing) {
    if (sealing.passphrase.length < shortest)
      throw new VmesteError(
        'VMESTE_BACKUP_PASSPHRASE_SHORT',
        `The passphrase of a backup has at least ${shortest} characters: several words are good`,
      )
    encrypter.setScryptWorkFactor(sealing.workFactor ?? workFactor)
    encrypter.setPassphrase(sealing.passphrase)
  } else {
    addRecipients(encrypter, sealing.recipients)
  }
  return Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(plain) as never)) as unknown as ReadableStream)
}

/** Whether backups could be sealed to all of these. @throws VmesteError `VMESTE_BACKUP_KEY` */
export const requireRecipients = (recipients: readonly string[]): void => {
  addRecipients(new Encrypter(), recipients)
}

function addRecipients(encrypter: Encrypter, recipients: readonly string[]): void {
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch (cause) {
      throw new VmesteError('VMESTE_BACKUP_KEY', noPublicKey(recipient), { cause })
    }
  }
}

/** Never what was given: it may be the private half, or the passphrase, and is read by others in a log. */
const noPublicKey = (given: string): string =>
  /^age-secret-key-/i.test(given.trim())
    ? 'That is the private half of a pair, AGE-SECRET-KEY-1…: keep it away from this server, and name the public one, age1…'
    : 'What was given is no public key of age: those begin with age1, and vmeste backup-key makes one'

/**
 * The archive within. A file that was cut short or changed makes the stream fail, at the latest at its end.
 *
 * @throws VmesteError `VMESTE_BACKUP_SEALED`, `VMESTE_BACKUP_DAMAGED`
 */
export async function unseal(sealed: Readable, unsealing: Unsealing): Promise<Readable> {
  const blocks = sealed[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const head: Buffer[] = []
  let length = 0
  for (let each = await blocks.next(); !each.done; each = await blocks.next()) {
    head.push(each.value)
    length += each.value.length
    if (length >= ageHead.length) break
  }
  const whole = Readable.from(again(head, blocks), { objectMode: false })
  if (!Buffer.concat(head).subarray(0, ageHead.length).equals(Buffer.from(ageHead)))
    return Readable.from(digested(whole), { objectMode: false })
  const decrypter = new Decrypter()
  if (unsealing.passphrase) decrypter.addPassphrase(unsealing.passphrase)
  for (const identity of unsealing.identities ?? []) {
    try {
      decrypter.addIdentity(identity)
    } catch (cause) {
      throw new VmesteError(
        'VMESTE_BACKUP_KEY',
        'The file given is no private key of age: a line of it begins with AGE-SECRET-KEY-1',
        { cause },
      )
    }
  }
  try {
    return Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(whole) as never)) as unknown as ReadableStream)
  } catch (cause) {
    whole.destroy()
    if (cause instanceof Error && /no identity matched/.test(cause.message))
      throw new VmesteError(
        'VMESTE_BACKUP_SEALED',
        `The backup is sealed, and ${unsealing.passphrase || unsealing.identities?.length ? 'not for what was given' : 'nothing was given to open it'}. Set VMESTE_BACKUP_PASSPHRASE, or name the file with the private key: --key <file>`,
        { cause },
      )
    throw damaged('its beginning cannot be read', cause)
  }
}

async function* again(head: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* head
    for (let each = await rest.next(); !each.done; each = await rest.next()) yield each.value
  } finally {
    await rest.return?.()
  }
}

const closing = (hash: Hash): Buffer => Buffer.from(`sha256 ${hash.digest('hex')}\n`)
const closingLength = 'sha256 '.length + 64 + 1

/** An open archive ends with the hash of all that stands before it; `tar` does not read that far. */
async function* digesting(plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const block of plain) {
    hash.update(block)
    yield block
  }
  yield closing(hash)
}

async function* digested(plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  for await (const block of plain) {
    const all = Buffer.concat([held, block])
    const good = all.subarray(0, Math.max(0, all.length - closingLength))
    held = all.subarray(good.length)
    hash.update(good)
    if (good.length > 0) yield good
  }
  if (!held.equals(closing(hash))) throw damaged(noBackup)
}
