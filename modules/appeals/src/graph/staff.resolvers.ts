import { Directory, type ResolverMap } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { inboxChanges } from '../work/inbox-changes.ts'
import { beforeAfter } from '../morning/before-after.ts'
import { morning, type MorningView } from '../morning/morning.ts'
import { coverPhoto, uncoverPhoto } from '../look/cover-photo.ts'
import { coverReport, uncoverReport } from '../look/cover-report.ts'
import { looking } from '../look/looking.ts'
import { publishReport } from '../look/publish-report.ts'
import { withdrawFromPublic } from '../look/withdraw-from-public.ts'
import { correctReport } from '../correct/correct-report.ts'
import { tryCorrection } from '../correct/try-correction.ts'
import { acceptReport } from '../work/accept-report.ts'
import { askToCall } from '../call/ask-to-call.ts'
import { answerReport } from '../work/answer-report.ts'
import { checkPhoto } from '../work/check-photo.ts'
import type { Wanted } from '../work/change-report.ts'
import { changedView, inbox, oneReport, reports, type PageInput, type ReportPage } from '../work/list-reports.ts'
import { decidePlan } from '../work/decide-plan.ts'
import { planReport } from '../work/plan-report.ts'
import { reassignReport } from '../work/reassign-report.ts'
import { rejectReport } from '../work/reject-report.ts'
import { releaseReport } from '../work/release-report.ts'
import { returnReport } from '../work/return-report.ts'
import { saveAnswerDraft } from '../work/save-draft.ts'
import type { ReportRow } from '../report/report-row.ts'

/** A verb of staff: one use case, then the report as it stands. */
const verb =
  <Args>(use: (ctx: AppealsCtx, args: Args) => Promise<ReportRow>) =>
  async (_: unknown, args: Args, ctx: AppealsCtx) =>
    changedView(ctx, await use(ctx, args))
interface PhotoArgs {
  readonly report: string
  readonly photo: string
}

/** What staff see and do. */
export const staffResolvers: ResolverMap = {
  Query: {
    report: (_: unknown, { id }: { id: string }, ctx: AppealsCtx) => oneReport(ctx, id),
    reports: (_: unknown, args: PageInput, ctx: AppealsCtx) => reports(ctx, args),
    inbox: (_: unknown, args: PageInput, ctx: AppealsCtx) => inbox(ctx, args),
    morning: (_: unknown, { days }: { days?: number | null }, ctx: AppealsCtx) => morning(ctx, days),
    tryCorrection: (_: unknown, args: Parameters<typeof tryCorrection>[1], ctx: AppealsCtx) => tryCorrection(ctx, args),
    looking: (_: unknown, __: unknown, ctx: AppealsCtx) => looking(ctx),
    reportDepartments: async (_: unknown, __: unknown, ctx: AppealsCtx) =>
      (await ctx.use(Directory).departments()).map((one) => ({
        code: one.code,
        name: ctx.say(one.name),
        phone: one.phone ?? null,
      })),
  },
  Mutation: {
    acceptReport: verb(acceptReport),
    reassignReport: verb(reassignReport),
    returnReport: verb(returnReport),
    planReport: verb(planReport),
    decidePlan: verb(decidePlan),
    correctReport: verb(correctReport),
    answerReport: verb(answerReport),
    releaseReport: verb<Wanted>(releaseReport),
    rejectReport: verb(rejectReport),
    passPhoto: verb<PhotoArgs>((ctx, { report, photo }) => checkPhoto(ctx, report, photo, 'PASSED')),
    hidePhoto: verb<PhotoArgs>((ctx, { report, photo }) => checkPhoto(ctx, report, photo, 'HIDDEN')),
    publishReport: verb(publishReport),
    coverReport: verb(coverReport),
    uncoverReport: verb(uncoverReport),
    coverPhoto: verb(coverPhoto),
    uncoverPhoto: verb(uncoverPhoto),
    withdrawFromPublic: verb(withdrawFromPublic),
    askToCall: verb(askToCall),
    saveAnswerDraft: (
      _: unknown,
      args: { report: string; text: string; photos?: readonly string[] | null },
      ctx: AppealsCtx,
    ) => saveAnswerDraft(ctx, args),
  },
  Subscription: { inboxChanged: { subscribe: (_: unknown, __: unknown, ctx: AppealsCtx) => inboxChanges(ctx) } },
  ReportPage: {
    total: async (page: ReportPage) => (await page.counted()).total,
    totalIsExact: async (page: ReportPage) => (await page.counted()).totalIsExact,
  },
  Morning: { pairs: (view: MorningView, _: unknown, ctx: AppealsCtx) => beforeAfter(ctx, view) },
}
