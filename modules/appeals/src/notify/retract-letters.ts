import { Notifications, type OpenTransaction } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'

export interface GivenContact {
  readonly contact_email: string | null
  readonly contact_phone: string | null
}

/** What was written to a contact about a report, or waits to be, and what it was asked: no address outlives its leave. */
export async function retractLetters(
  ctx: AppealsCtx,
  tx: OpenTransaction,
  report: string,
  { contact_email: email, contact_phone: phone }: GivenContact,
): Promise<void> {
  const about = `${reportType}:${report}`
  if (email) await ctx.use(Notifications).retract(tx, about, { email })
  if (phone) await ctx.use(Notifications).retract(tx, about, { phone })
}

/** What of a contact is not in the one that took its place. */
export const goneFrom = (before: GivenContact, after: GivenContact): GivenContact => ({
  contact_email:
    before.contact_email?.toLowerCase() === after.contact_email?.toLowerCase() ? null : before.contact_email,
  contact_phone: before.contact_phone === after.contact_phone ? null : before.contact_phone,
})
