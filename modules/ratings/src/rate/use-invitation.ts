import { digest } from '@vmeste/sdk'
import type { RatingsCtx, RatingsTx } from '../ctx.ts'
import { problems } from '../problems.ts'

/** By its link an invitation works once; whoever rates on the page of what was done needs the link no more. */
export async function useInvitation(
  ctx: RatingsCtx,
  tx: RatingsTx,
  subject: string,
  token: string | undefined,
): Promise<void> {
  const unused = tx.kysely
    .updateTable('invitation')
    .set({ used_at: ctx.clock.now() })
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
  const { numUpdatedRows } = await (token ? unused.where('token_hash', '=', digest(token)) : unused).executeTakeFirst()
  if (token && numUpdatedRows === 0n) throw problems.invitationUsed()
}
