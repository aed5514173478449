import type { Ctx } from '@vmeste/sdk'
import type { NotificationTables } from './notification.entity.ts'
import { retentionMonths } from './notifications-personal-data.ts'

/** What was said a year ago is of no use to anybody, and it is personal. */
export async function forgetOldNotifications(ctx: Ctx<NotificationTables>): Promise<void> {
  const before = ctx.clock.now()
  before.setUTCMonth(before.getUTCMonth() - retentionMonths)
  await ctx.db.transaction((tx) => tx.kysely.deleteFrom('notification').where('created_at', '<', before).execute())
}
