import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { placeDays } from '../../shared/tables/place-days.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/** Where an attempt comes from: a network, and a browser that somebody has signed in with before. */
export interface Place {
  readonly network: string
  /** What the browser's own cookie says; nothing in a new one. */ readonly device?: string | undefined
}

/** How many places an account has. */
const placesAtMost = 20

/**
 * Where people have signed in from. Strangers' guesses are counted apart from these, so they shut out strangers. Kept
 * by a keyed hash of place and account: it says neither.
 */
export interface KnownPlaces {
  /**
   * @returns the name under which attempts from here are counted when the account has been here before: the browser's
   * before the network's
   */
  find(account: string, place: Place): Promise<string | undefined>
  /** After a whole sign-in, second step included. The oldest make room. */
  remember(account: string, place: Place): Promise<void>
  forget(account: string): Promise<void>
}

export function knownPlaces(db: IdentityDb, key: Buffer): KnownPlaces {
  const hash = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\n')).digest('base64url')
  const hashes = (account: string, { network, device }: Place): string[] => [
    ...(device ? [hash('device', account, device)] : []),
    hash('network', account, network),
  ]
  return {
    async find(account, place) {
      const all = hashes(account, place)
      const rows = await db
        .selectFrom('known_place')
        .select('place')
        .where('account_id', '=', account)
        .where('place', 'in', all)
        .where('seen_at', '>', sql<Date>`now() - ${sql.lit(`${placeDays} days`)}::interval`)
        .execute()
      return all.find((one) => rows.some((row) => row.place === one))
    },
    async remember(account, place) {
      await db
        .insertInto('known_place')
        .values(hashes(account, place).map((one) => ({ account_id: account, place: one })))
        .onConflict((conflict) => conflict.columns(['account_id', 'place']).doUpdateSet({ seen_at: sql<Date>`now()` }))
        .execute()
      const kept = db
        .selectFrom('known_place')
        .select('place')
        .where('account_id', '=', account)
        .orderBy('seen_at', 'desc')
        .orderBy('place')
        .limit(placesAtMost)
      await db.deleteFrom('known_place').where('account_id', '=', account).where('place', 'not in', kept).execute()
    },
    async forget(account) {
      await db.deleteFrom('known_place').where('account_id', '=', account).execute()
    },
  }
}
