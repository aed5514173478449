import type { Job } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'

/** Once a day: contacts live as long as the city has said after a report is closed, those of guests too. */
export const forgetContacts: Job = { cron: '40 1 * * *', run: (ctx) => forget(ctx) }

const nothing = { person: null, contact_email: null, contact_phone: null }

async function forget(ctx: AppealsCtx): Promise<void> {
  const before = sql<Date>`${ctx.clock.now()}::timestamptz - make_interval(months => ${settingsOf(ctx).retentionMonths}::int)`
  const held = sql<boolean>`(person is not null or contact_email is not null or contact_phone is not null)`
  await ctx.db.transaction(async (tx) => {
    await tx.kysely.updateTable('report').set(nothing).where('closed_at', '<', before).where(held).execute()
    await tx.kysely
      .updateTable('supporter')
      .set(nothing)
      .where(held)
      .where('report', 'in', (eb) => eb.selectFrom('report').select('id').where('closed_at', '<', before))
      .execute()
  })
}
