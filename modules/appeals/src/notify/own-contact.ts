import { Notifications } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { aboutReport } from '../report/about-report.ts'

/** Whoever leaves a contact that their own account has proven need not say once more that it is theirs. */
export async function ownContact(
  ctx: AppealsCtx,
  report: string,
  contact:
    | { readonly email?: string | null | undefined; readonly phone?: string | null | undefined }
    | null
    | undefined,
): Promise<void> {
  if (ctx.actor.kind !== 'person' || !contact) return
  const about = aboutReport(report)
  if (contact.email) await ctx.use(Notifications).ownAddress(ctx, { email: contact.email, about })
  if (contact.phone) await ctx.use(Notifications).ownAddress(ctx, { phone: contact.phone, about })
}
