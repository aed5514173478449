import { createHmac, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { seal, unseal } from '../../../storage/seal.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

const periodMs = 30_000
const codesAtOnce = 10
/** No letter or digit that is taken for another when written down. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A secret that is offered but not yet in use. */
export interface Offer {
  readonly sealed: string
  readonly uri: string
  /** For typing it by hand, in groups of four. */ readonly key: string
}

/**
 * The second step of signing in: a code from an app (RFC 6238), or one of ten written down for the day the phone is
 * gone.
 */
export interface SecondFactors {
  has(account: string): Promise<boolean>
  /**
   * @param visit the sign-in it is offered in; the sealed secret opens in no other
   * @param issuer the platform's name, as the app shows it
   */
  offer(account: string, username: string, visit: string, issuer: string): Offer
  /** The same offer once more, after a wrong code. */
  again(account: string, username: string, visit: string, issuer: string, sealed: string): Offer | undefined
  /**
   * Puts the offered secret to use when the first code from the app is right; an earlier one and its recovery codes
   * end.
   * @returns the recovery codes, shown this once
   */
  enrol(account: string, visit: string, sealed: string, code: string): Promise<readonly string[] | undefined>
  /** Whether a code is right. Each is good once, whichever host it comes to. */
  check(account: string, code: string): Promise<boolean>
}

export function secondFactors(
  db: IdentityDb,
  { sealing, hashing, now }: { sealing: Buffer; hashing: Buffer; now: () => number },
): SecondFactors {
  const offered = (account: string, visit: string) => `identity.second_factor.offer:${account}:${visit}`
  const kept = (account: string) => `identity.second_factor:${account}`
  const hashOf = (code: string) => createHmac('sha256', hashing).update(plain(code)).digest('base64url')
  const totp = (secret: string, label = '', issuer = '') =>
    new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: periodMs / 1000 })
  /** The time step whose code this is: this one, or one next to it, for clocks that are a little off. */
  const stepOf = (secret: string, code: string): number | undefined => {
    const delta = /^\d{6}$/.test(code) ? totp(secret).validate({ token: code, timestamp: now(), window: 1 }) : null
    return delta === null ? undefined : Math.floor(now() / periodMs) + delta
  }
  const offerOf = (secret: string, sealed: string, username: string, issuer: string): Offer => ({
    sealed,
    uri: totp(secret, username, issuer).toString(),
    key: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
  })
  const open = (context: string, sealed: string): string | undefined => {
    try {
      return unseal(sealing, context, sealed)
    } catch {
      return undefined
    }
  }
  return {
    has: async (account) =>
      (await db
        .selectFrom('second_factor')
        .select('account_id')
        .where('account_id', '=', account)
        .executeTakeFirst()) !== undefined,
    offer(account, username, visit, issuer) {
      const secret = new Secret({ size: 20 }).base32
      return offerOf(secret, seal(sealing, offered(account, visit), secret), username, issuer)
    },
    again(account, username, visit, issuer, sealed) {
      const secret = open(offered(account, visit), sealed)
      return secret === undefined ? undefined : offerOf(secret, sealed, username, issuer)
    },
    async enrol(account, visit, sealed, code) {
      const secret = open(offered(account, visit), sealed)
      const step = secret === undefined ? undefined : stepOf(secret, code.replaceAll(/\s/g, ''))
      if (secret === undefined || step === undefined) return undefined
      const codes = Array.from({ length: codesAtOnce }, recoveryCode)
      const row = { sealed: seal(sealing, kept(account), secret), last_step: step }
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('second_factor')
          .values({ account_id: account, ...row })
          .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
          .execute()
        await tx.deleteFrom('recovery_code').where('account_id', '=', account).execute()
        await tx
          .insertInto('recovery_code')
          .values(codes.map((one) => ({ account_id: account, hash: hashOf(one) })))
          .execute()
      })
      return codes
    },
    async check(account, code) {
      const typed = code.replaceAll(/\s/g, '')
      const row = await db
        .selectFrom('second_factor')
        .select('sealed')
        .where('account_id', '=', account)
        .executeTakeFirst()
      if (!row) return false
      const step = stepOf(unseal(sealing, kept(account), row.sealed), typed)
      if (step !== undefined) {
        // one statement: a code that was looked over a shoulder and typed at the same moment elsewhere is late
        const { numUpdatedRows } = await db
          .updateTable('second_factor')
          .set({ last_step: step })
          .where('account_id', '=', account)
          .where('last_step', '<', step)
          .executeTakeFirst()
        return numUpdatedRows === 1n
      }
      const { numDeletedRows } = await db
        .deleteFrom('recovery_code')
        .where('account_id', '=', account)
        .where('hash', '=', hashOf(typed))
        .executeTakeFirst()
      return numDeletedRows === 1n
    },
  }
}

const plain = (code: string) => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
/** Forty-nine bits: with five tries in a quarter of an hour nobody guesses one. */
const recoveryCode = () =>
  Array.from({ length: 10 }, (_, i) => `${i === 5 ? '-' : ''}${alphabet[randomInt(alphabet.length)] ?? ''}`).join('')
