import type { ResolverMap } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { joinReport } from '../intake/join-report.ts'
import { submitReport } from '../intake/submit-report.ts'
import { coverMyPhoto, uncoverMyPhoto } from '../tracking/cover-my-photo.ts'
import { coverMyWords, uncoverMyWords } from '../tracking/cover-my-words.ts'
import { coverPreview } from '../publish/cover-preview.ts'
import { reportChanges } from '../tracking/report-changes.ts'
import { confirmReport } from '../tracking/confirm-report.ts'
import { lastFixed } from '../tracking/last-fixed.ts'
import { formalAppeal } from '../report/formal-appeal.ts'
import { lately } from '../tracking/lately.ts'
import { nearbyReports } from '../tracking/nearby-reports.ts'
import { placePage } from '../tracking/place-page.ts'
import { placesAround } from '../tracking/places-around.ts'
import { reopenReport, type Reopening } from '../tracking/reopen-report.ts'
import { track } from '../tracking/track.ts'

/** What residents and guests do. */
export const publicResolvers: ResolverMap = {
  Query: {
    place: (_: unknown, { code }: { code: string }, ctx: AppealsCtx) => placePage(ctx, code),
    track: (_: unknown, { secret }: { secret: string }, ctx: AppealsCtx) => track(ctx, secret),
    lastFixed: (_: unknown, _args: unknown, ctx: AppealsCtx) => lastFixed(ctx),
    placesAround: (_: unknown, args: unknown, ctx: AppealsCtx) => placesAround(ctx, args),
    lately: (_: unknown, _args: unknown, ctx: AppealsCtx) => lately(ctx),
    formalAppeal: (_: unknown, _args: unknown, ctx: AppealsCtx) => formalAppeal(ctx),
    coverPreview: (_: unknown, { text }: { text: string }, ctx: AppealsCtx) => coverPreview(ctx, text),
    nearbyReports: (_: unknown, args: unknown, ctx: AppealsCtx) => nearbyReports(ctx, args),
  },
  Mutation: {
    submitReport: (_: unknown, { input }: { input: unknown }, ctx: AppealsCtx) => submitReport(ctx, input),
    joinReport: (_: unknown, { input }: { input: unknown }, ctx: AppealsCtx) => joinReport(ctx, input),
    confirmReport: (_: unknown, args: { secret: string; rating?: number | null }, ctx: AppealsCtx) =>
      confirmReport(ctx, args),
    reopenReport: (_: unknown, args: Reopening, ctx: AppealsCtx) => reopenReport(ctx, args),
    coverMyWords: (_: unknown, args: Parameters<typeof coverMyWords>[1], ctx: AppealsCtx) => coverMyWords(ctx, args),
    coverMyPhoto: (_: unknown, args: Parameters<typeof coverMyPhoto>[1], ctx: AppealsCtx) => coverMyPhoto(ctx, args),
    uncoverMyPhoto: (_: unknown, args: { secret: string; cover: string }, ctx: AppealsCtx) => uncoverMyPhoto(ctx, args),
    uncoverMyWords: (_: unknown, args: { secret: string; cover: string }, ctx: AppealsCtx) => uncoverMyWords(ctx, args),
  },
  Subscription: {
    reportChanged: {
      subscribe: (_: unknown, { secret }: { secret: string }, ctx: AppealsCtx) => reportChanges(ctx, secret),
    },
  },
}
