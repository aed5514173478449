import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { isPublic, reportStatuses } from '../life/report-status.ts'

const days = 30
const shown = reportStatuses.filter(isPublic)
const done = ['ANSWERED', 'CONFIRMED', 'CLOSED'] as const

/** What came of the reports of the last thirty days, as anybody may know it: three counts of the same reports. */
export async function lately(ctx: AppealsCtx) {
  const from = new Date(ctx.clock.now().getTime() - days * 86_400_000)
  const row = await ctx.db.read
    .selectFrom('report')
    .select((eb) => [
      eb.fn.countAll<string>().as('reported'),
      sql<string>`count(*) filter (where status in (${sql.join(done)}))`.as('done'),
      sql<string>`count(*) filter (where status = 'CONFIRMED')`.as('confirmed'),
    ])
    .where('created_at', '>=', from)
    .where('status', 'in', shown)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { days, reported: Number(row.reported), done: Number(row.done), confirmed: Number(row.confirmed) }
}
