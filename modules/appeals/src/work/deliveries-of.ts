import { Notifications, type Delivery } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { aboutReport } from '../report/about-report.ts'
import type { ReportRow } from '../report/report-row.ts'

type ShownDelivery = Omit<Delivery, 'reason' | 'person'> & { readonly reason: string | null }

/** How residents were told of a report, message by message, newest first; what staff were told in the portal is not here. */
export async function deliveriesOf(
  ctx: AppealsCtx,
  { id, person }: Pick<ReportRow, 'id' | 'person'>,
): Promise<readonly ShownDelivery[]> {
  const all = await ctx.db.transaction((tx) => ctx.use(Notifications).deliveries(tx, aboutReport(id)))
  return all
    .filter((one) => one.person === null || one.person === person)
    .map(({ person: _person, ...one }) => ({ ...one, reason: one.reason && ctx.say(one.reason) }))
}
