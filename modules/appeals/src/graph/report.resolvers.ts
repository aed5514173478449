import { Notifications, showEmail, type ResolverMap } from '@vmeste/sdk'
import { reachable } from '../consent/ask-contact.ts'
import type { AppealsCtx } from '../ctx.ts'
import { limitsOf } from '../report/limits.ts'
import { coverViews } from '../publish/cover-view.ts'
import { lookActionsOf } from '../look/look-actions.ts'
import { othersWords, staffWords } from '../work/words-for-staff.ts'
import { ruleCovers } from '../publish/rule-covers.ts'
import { textStateOf } from '../publish/text-state.ts'
import { settingsOf } from '../settings.ts'
import type { Derived } from '../storage/report.entity.ts'
import { reportHistory } from '../work/report-history.ts'
import { actionsOf } from '../work/report-actions.ts'
import type { LinkedPhoto } from '../report/photos.ts'
import { deliveriesOf } from '../work/deliveries-of.ts'
import { loadersOf } from '../work/report-loaders.ts'
import { reportView, type ReportView } from '../work/report-view.ts'
import { planUntil } from '../work/plan-cap.ts'
import { planAsked } from '../work/plan-asked.ts'
import { sees } from '../work/viewer.ts'

interface StaffContact {
  readonly email: string | null
  readonly phone: string | null
  readonly report: string
}

/** How the dates came about: for staff, and for whoever reported it just the same. */
const dueSteps = async (
  { id }: { id: string },
  _: unknown,
  ctx: AppealsCtx,
): Promise<readonly { of: string; at: string; rule: string; text: string }[]> => {
  const { makeSafe, fix } = await loadersOf(ctx).derivation.load(id)
  const told = (of: string, derived: Derived | undefined) =>
    derived?.steps.map((step) => ({ of, at: step.at, rule: step.rule, text: ctx.say(step.text) })) ?? []
  return [...told('makeSafe', makeSafe), ...told('fix', fix)]
}

/** Fields of a report that cost a statement: one for a whole list, and only when asked for. */
export const reportResolvers: ResolverMap = {
  TrackedReport: { dueSteps },
  ReportContact: {
    standing: ({ email, phone, report }: StaffContact, _: unknown, ctx: AppealsCtx) => {
      const to = reachable({ contact_email: email, contact_phone: phone }, report)
      return to ? loadersOf(ctx).standing.load(to) : null
    },
    byCall: async ({ email, phone }: StaffContact, _: unknown, ctx: AppealsCtx) =>
      phone !== null && email === null && (await ctx.use(Notifications).phones()) === 'CALL',
  },
  StaffPhoto: {
    // a list shows that something is covered; what it is stands on the page
    thumbUrl: async ({ id, thumbUrl, covers }: LinkedPhoto, _: unknown, ctx: AppealsCtx) =>
      covers.length > 0 ? ((await loadersOf(ctx).othersPhotos.load(id))?.thumbUrl ?? thumbUrl) : thumbUrl,
    othersUrl: async ({ id, url }: LinkedPhoto, _: unknown, ctx: AppealsCtx) =>
      (await loadersOf(ctx).othersPhotos.load(id))?.url ?? url,
  },
  Report: {
    text: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await staffWords(ctx, view)).text,
    answer: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await staffWords(ctx, view)).answer,
    plannedReason: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await staffWords(ctx, view)).planned,
    routeReason: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await staffWords(ctx, view)).reason,
    place: async (view: ReportView, _: unknown, ctx: AppealsCtx) => ({
      ...view.place,
      address: (await staffWords(ctx, view)).address,
    }),
    textState: ({ row }: ReportView, _: unknown, ctx: AppealsCtx) => textStateOf(row, settingsOf(ctx).publish),
    covers: async ({ row }: ReportView, _: unknown, ctx: AppealsCtx) =>
      coverViews(await loadersOf(ctx).covers.load(row)),
    ruleCovers: async ({ row, words }: ReportView, _: unknown, ctx: AppealsCtx) =>
      ruleCovers(row, await loadersOf(ctx).history.load(row.id), words.covering),
    lookActions: (view: ReportView) => lookActionsOf(view),
    publicText: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await othersWords(ctx, view)).text,
    publicAddress: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await othersWords(ctx, view)).address,
    publicAnswer: async (view: ReportView, _: unknown, ctx: AppealsCtx) => (await othersWords(ctx, view)).answer,
    publicPlannedReason: async (view: ReportView, _: unknown, ctx: AppealsCtx) =>
      (await othersWords(ctx, view)).planned,
    photosBefore: async ({ id }: ReportView, _: unknown, ctx: AppealsCtx) =>
      (await loadersOf(ctx).photos.load(id)).filter((photo) => photo.kind === 'BEFORE'),
    photosAfter: async ({ id }: ReportView, _: unknown, ctx: AppealsCtx) =>
      (await loadersOf(ctx).photos.load(id)).filter((photo) => photo.kind === 'AFTER'),
    contact: ({ row, viewer }: ReportView) =>
      sees(viewer, row) && (row.contact_email ?? row.contact_phone ?? row.person) !== null
        ? {
            email: row.contact_email && showEmail(row.contact_email),
            phone: row.contact_phone,
            signedIn: row.person !== null,
            report: row.id,
          }
        : null,
    deliveries: ({ row, viewer }: ReportView, _: unknown, ctx: AppealsCtx) =>
      sees(viewer, row) ? deliveriesOf(ctx, row) : [],
    history: (view: ReportView, _: unknown, ctx: AppealsCtx) => reportHistory(ctx, view),
    placeHistory: async (view: ReportView, _: unknown, ctx: AppealsCtx) =>
      others(ctx, view, await loadersOf(ctx).samePlace.load(view.row)),
    personHistory: async (view: ReportView, _: unknown, ctx: AppealsCtx) =>
      others(ctx, view, await loadersOf(ctx).samePerson.load(view.row)),
    planUntil: async ({ row }: ReportView, _: unknown, ctx: AppealsCtx) =>
      planUntil(ctx, row, await loadersOf(ctx).history.load(row.id)),
    planAsked: async (view: ReportView, _: unknown, ctx: AppealsCtx) => planAsked(ctx, view),
    dueSteps,
    actions: (view: ReportView, _: unknown, ctx: AppealsCtx) => actionsOf(view, ctx.clock.now(), limitsOf(ctx)),
    draft: async ({ id }: ReportView, _: unknown, ctx: AppealsCtx) => {
      const draft = await loadersOf(ctx).drafts.load(id)
      return draft && { text: draft.text, photos: draft.photos, updatedAt: draft.updated_at }
    },
  },
}

const others = (ctx: AppealsCtx, { viewer, words }: ReportView, rows: readonly ReportView['row'][]) =>
  rows.map((row) => reportView(row, viewer, words, ctx.clock.now()))
