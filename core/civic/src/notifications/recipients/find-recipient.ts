import type { CityTransaction } from '@vmeste/sdk'
import { boxOf, type Address } from './address-of.ts'
import type { RecipientKeys } from './recipient-keys.ts'
import { hourMs } from './recipient-limits.ts'
import type { RecipientRow, RecipientTables } from './recipient.entity.ts'

export type RecipientTx = CityTransaction<RecipientTables>

/** An address and the box it lies in; mostly one and the same. */
export interface Recipient {
  readonly own: Locked
  readonly box: Locked
}
type Locked = RecipientRow & { readonly box: string }

/**
 * Both rows, made where they are missing and locked until the transaction ends: hosts that write to the same box take
 * turns.
 */
export async function lockRecipient(
  keys: RecipientKeys,
  now: Date,
  tx: RecipientTx,
  address: Address,
): Promise<Recipient> {
  const shared = keys.box(address)
  const box = await lockRow(tx, keys.hash(boxOf(address)), shared, now)
  const hash = keys.hash(address)
  return { box, own: hash === box.hash ? box : await lockRow(tx, hash, shared, now) }
}

/** What has gone to a box in its running hour, and since when that runs. */
export function hourOf({ hour_from: from, hour_count: count }: RecipientRow, now: Date): { from: Date; count: number } {
  return from && now.getTime() - from.getTime() < hourMs ? { from, count } : { from: now, count: 0 }
}

async function lockRow(tx: RecipientTx, hash: string, box: string, now: Date): Promise<Locked> {
  await tx.kysely
    .insertInto('recipient')
    .values({
      hash,
      hour_count: 0,
      created_at: now,
      asked_at: null,
      confirmed_at: null,
      refused_at: null,
      person: null,
      hour_from: null,
      box,
      asks: 0,
      last_ask_at: null,
      code: null,
      code_until: null,
      code_tries: 0,
      bounced_at: null,
    })
    .onConflict((conflict) =>
      conflict.constraint('recipient_pkey').doUpdateSet({ box }).where('recipient.box', 'is', null),
    )
    .execute()
  return {
    ...(await tx.kysely
      .selectFrom('recipient')
      .selectAll()
      .where('hash', '=', hash)
      .forUpdate()
      .executeTakeFirstOrThrow()),
    box,
  }
}

export const setRecipient = (tx: RecipientTx, { own, box }: Recipient, set: Partial<RecipientRow>): Promise<unknown> =>
  tx.kysely.updateTable('recipient').set(set).where('hash', 'in', [own.hash, box.hash]).execute()
