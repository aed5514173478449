import type { CityDb } from '@vmeste/sdk'
import type { Address } from './address-of.ts'
import type { RecipientTx } from './find-recipient.ts'
import type { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

/** The thing of an address: what only its owner may be let into. */
export interface Owned extends Address {
  readonly about: string
}
const keyOf = ({ channel, recipient, about }: Owned): string => `${channel} ${recipient} ${about}`

/**
 * Of these the ones whose owner has said that they are theirs. Whoever was written to about a thing before that was asked
 * for has its link already.
 */
export async function ownedOf(
  db: CityDb<RecipientTables>['read'] | RecipientTx['kysely'],
  keys: RecipientKeys,
  all: readonly Owned[],
): Promise<(one: Owned) => boolean> {
  const wanted = all.filter(({ channel }) => channel !== 'PORTAL')
  if (wanted.length === 0) return ({ channel }) => channel === 'PORTAL'
  const abouts = [...new Set(wanted.map(({ about }) => about))]
  const [said, written] = await Promise.all([
    db.selectFrom('owned_thing').select(['hash', 'about']).where('about', 'in', abouts).execute(),
    db
      .selectFrom('notification')
      .select(['channel', 'recipient', 'about'])
      .distinct()
      .where('about', 'in', abouts)
      .where('asks', '=', false)
      .where('sent_at', 'is not', null)
      .where('channel', '<>', 'PORTAL')
      .execute(),
  ])
  const known = new Set(said.map(({ hash, about }) => `${hash} ${about}`))
  const before = new Set(written.map(keyOf))
  return (one) => one.channel === 'PORTAL' || before.has(keyOf(one)) || known.has(`${keys.hash(one)} ${one.about}`)
}

/** Which of these letters may leave: what opens a thing, for its owner alone. */
export async function mayLeave(
  db: RecipientTx['kysely'],
  keys: RecipientKeys,
  rows: readonly (Owned & { readonly opens: boolean })[],
): Promise<(row: Owned & { readonly opens: boolean }) => boolean> {
  const isOwned = await ownedOf(
    db,
    keys,
    rows.filter(({ opens }) => opens),
  )
  return (row) => !row.opens || isOwned(row)
}

export const own = (tx: RecipientTx, hash: string, abouts: readonly string[], at: Date): Promise<unknown> =>
  abouts.length === 0
    ? Promise.resolve()
    : tx.kysely
        .insertInto('owned_thing')
        .values(abouts.map((about) => ({ hash, about, at })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
