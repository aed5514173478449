import type { ResolverMap } from '@vmeste/sdk'
import { confirmedBy, type Reachable } from '../consent/ask-contact.ts'
import { contactConsent } from '../consent/contact-consent.ts'
import type { AppealsCtx } from '../ctx.ts'
import { askContact, confirmContact, correctContact, withdrawContact } from '../tracking/change-contact.ts'
import { followReport, unfollowReport } from '../tracking/follow-report.ts'
import { leaveContact } from '../tracking/leave-contact.ts'
import { loadersOf } from '../work/report-loaders.ts'

const consent = { contactConsent: (_: unknown, _args: unknown, ctx: AppealsCtx) => contactConsent(ctx) }

/** Where the news go. */
export const contactResolvers: ResolverMap = {
  Query: consent,
  SubmittedReport: consent,
  JoinedReport: consent,
  TrackedReport: consent,
  TrackedContact: {
    standing: ({ to }: { to: Reachable }, _: unknown, ctx: AppealsCtx) => loadersOf(ctx).standing.load(to),
    confirmedBy: ({ to }: { to: Reachable }, _: unknown, ctx: AppealsCtx) => confirmedBy(ctx, to),
  },
  Mutation: {
    leaveContact: (_: unknown, args: { secret: string; contact: unknown }, ctx: AppealsCtx) => leaveContact(ctx, args),
    correctContact: (_: unknown, args: { secret: string; contact: unknown }, ctx: AppealsCtx) =>
      correctContact(ctx, args),
    withdrawContact: (_: unknown, args: { secret: string }, ctx: AppealsCtx) => withdrawContact(ctx, args),
    askContact: (_: unknown, args: { secret: string }, ctx: AppealsCtx) => askContact(ctx, args),
    confirmContact: (_: unknown, args: { secret: string; code: unknown }, ctx: AppealsCtx) => confirmContact(ctx, args),
    followReport: (_: unknown, args: { secret: string; push: unknown }, ctx: AppealsCtx) => followReport(ctx, args),
    unfollowReport: (_: unknown, args: { secret: string; endpoint: string }, ctx: AppealsCtx) =>
      unfollowReport(ctx, args),
  },
}
