import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { identityDb } from '../shared/tables/identity-tables.ts'
import { sweepCounters } from '../shared/tables/sweep-expired.ts'

export const codeMinutes = 10
/** Wrong codes that one code bears. */
const triesAtMost = 5

/**
 * Codes sent to telephones: six digits, ten minutes, five tries, good once, for one person and one number. Kept by a
 * keyed hash of all three, in which the number itself is not stored. A new code ends the one before.
 */
export interface PhoneCodes {
  make(person: string, phone: string): Promise<string>
  /** Counts the try before it looks. Of two who give the right code at once one gets it. */
  take(person: string, phone: string, code: string): Promise<boolean>
  /** The code was right, but what it was for could not be done: it may be given again. */
  giveBack(person: string, phone: string, code: string): Promise<void>
  drop(person: string): Promise<void>
}

/** @param now milliseconds */
export function phoneCodes(pool: () => Pool, key: Buffer, now: () => number): PhoneCodes {
  const db = () => identityDb(pool())
  const hashOf = (person: string, phone: string, code: string) =>
    createHmac('sha256', key).update(`${person}\n${phone}\n${code}`).digest('base64url')
  const put = async (person: string, hash: string): Promise<void> => {
    const row = { hash, tries: 0, expires_at: new Date(now() + codeMinutes * 60_000) }
    await db()
      .insertInto('phone_code')
      .values({ person, ...row })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
      .execute()
  }
  return {
    async make(person, phone) {
      await sweepCounters(db(), new Date(now())) // with a Keycloak nothing else does
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await put(person, hashOf(person, phone, code))
      return code
    },
    async take(person, phone, code) {
      const tried = await db()
        .updateTable('phone_code')
        .set({ tries: sql<number>`tries + 1` })
        .where('person', '=', person)
        .where('expires_at', '>', new Date(now()))
        .where('tries', '<', triesAtMost)
        .returning('hash')
        .executeTakeFirst()
      const hash = hashOf(person, phone, code)
      if (!tried || !timingSafeEqual(Buffer.from(hash), Buffer.from(tried.hash))) return false
      return (
        (await db()
          .deleteFrom('phone_code')
          .where('person', '=', person)
          .where('hash', '=', hash)
          .returning('person')
          .executeTakeFirst()) !== undefined
      )
    },
    giveBack: (person, phone, code) => put(person, hashOf(person, phone, code)),
    async drop(person) {
      await db().deleteFrom('phone_code').where('person', '=', person).execute()
    },
  }
}
