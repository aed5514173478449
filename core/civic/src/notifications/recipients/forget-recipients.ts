import type { Ctx } from '@vmeste/sdk'
import { forgetBoxes, noteAnswer } from './all-cities.ts'
import { RecipientKeys } from './recipient-keys.ts'
import { askAgainMs } from './recipient-limits.ts'
import { recipientsPersonalData } from './recipients-personal-data.ts'
import type { RecipientTables } from './recipient.entity.ts'

/**
 * What waited a month for an answer, and addresses nobody wrote to for long. A refusal stays: it is what keeps us from
 * writing again.
 */
export async function forgetRecipients(ctx: Ctx<RecipientTables>): Promise<void> {
  const now = ctx.clock.now()
  const unanswered = new Date(now.getTime() - askAgainMs)
  const old = new Date(now)
  old.setUTCMonth(old.getUTCMonth() - recipientsPersonalData.retentionMonths)
  const silent = await ctx.db.transaction(async (tx) => {
    await tx.kysely
      .deleteFrom('notification')
      .where('error', '=', 'UNCONFIRMED')
      .where('created_at', '<=', unanswered)
      .execute()
    await tx.kysely
      .deleteFrom('recipient')
      .where('refused_at', 'is', null)
      .where('confirmed_at', 'is', null)
      .where('created_at', '<=', unanswered)
      .where(({ or, eb }) => or([eb('asked_at', 'is', null), eb('asked_at', '<=', unanswered)]))
      .execute()
    return tx.kysely
      .deleteFrom('recipient')
      .where('refused_at', 'is', null)
      .where('confirmed_at', '<', old)
      .where(({ or, eb }) => or([eb('hour_from', 'is', null), eb('hour_from', '<', old)]))
      .returning('box')
      .execute()
  })
  // one at a time: a sender locks boxes in another order
  for (const { box } of silent) await ctx.db.transaction((tx) => noteAnswer(tx, ctx.use(RecipientKeys), box))
  await ctx.db.transaction((tx) => forgetBoxes(tx, unanswered))
}
