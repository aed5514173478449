import type { Ctx } from '@vmeste/sdk'
import { addressOf } from './address-of.ts'
import { lockRecipient, type RecipientTx } from './find-recipient.ts'
import { RecipientKeys } from './recipient-keys.ts'

/** Nothing will ever arrive at an e-mail: it is written to no more until its owner says that it is there again. */
export async function stopAddress(ctx: Pick<Ctx, 'use' | 'clock'>, tx: RecipientTx, email: string): Promise<void> {
  const { own } = await lockRecipient(ctx.use(RecipientKeys), ctx.clock.now(), tx, addressOf({ email }))
  await tx.kysely
    .updateTable('recipient')
    .set({ bounced_at: ctx.clock.now(), confirmed_at: null })
    .where('hash', '=', own.hash)
    .execute()
}
