import type { CityTransaction, Ctx } from '@vmeste/sdk'
import { boxOf, type Address } from './address-of.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientRow, RecipientTables } from './recipient.entity.ts'

export type RecipientTx = CityTransaction<RecipientTables>

/** An address and the box it lies in; mostly one and the same. */
export interface Recipient { readonly own: RecipientRow; readonly box: RecipientRow }

/** Both rows, made where they are missing and locked until the transaction ends: hosts that write to the same box take turns. */
export async function lockRecipient(ctx: Ctx<RecipientTables>, tx: RecipientTx, address: Address): Promise<Recipient> {
  const keys = ctx.use(RecipientKeys)
  const box = await lockRow(tx, keys.hash(boxOf(address)), ctx.clock.now())
  const hash = keys.hash(address)
  return { box, own: hash === box.hash ? box : await lockRow(tx, hash, ctx.clock.now()) }
}

async function lockRow(tx: RecipientTx, hash: string, now: Date): Promise<RecipientRow> {
  await tx.kysely.insertInto('recipient').values({ hash, hour_count: 0, created_at: now, asked_at: null, confirmed_at: null, refused_at: null, person: null, hour_from: null })
    .onConflict((conflict) => conflict.constraint('recipient_pkey').doNothing()).execute()
  return tx.kysely.selectFrom('recipient').selectAll().where('hash', '=', hash).forUpdate().executeTakeFirstOrThrow()
}

export const setRecipient = (tx: RecipientTx, { own, box }: Recipient, set: Partial<RecipientRow>): Promise<unknown> =>
  tx.kysely.updateTable('recipient').set(set).where('hash', 'in', [own.hash, box.hash]).execute()
