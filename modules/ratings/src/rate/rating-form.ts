import type { RatingsCtx } from '../ctx.ts'
import { criteria } from '../criteria.ts'
import { settingsOf } from '../settings.ts'
import { loadersOf } from '../show/standings.ts'
import { criteriaView, givenView } from '../show/views.ts'
import { findInvitation } from './rate-target.ts'
import { lookAt } from './subject.ts'

/** What stands behind the link of an invitation. */
export async function ratingForm(ctx: RatingsCtx, token: string) {
  const invitation = await findInvitation(ctx, token)
  const [subject, row] = await Promise.all([lookAt(ctx, invitation.subject), givenRow(ctx, invitation.subject)])
  const over = invitation.expires_at <= ctx.clock.now()
  return {
    ...(await formOf(ctx, invitation.object, subject?.title ?? invitation.title)),
    state: invitation.used_at ? ('USED' as const) : over ? ('EXPIRED' as const) : ('OPEN' as const),
    until: invitation.expires_at,
    // the link may have been passed on: the stars are nobody's secret, the words are
    given: row && givenView(ctx, row),
    comment: null,
  }
}

/** The same on the page of what was done, for the one it was done for; null when there is nothing of theirs to rate. */
export async function ratingFormFor(ctx: RatingsCtx, { subject, access }: { subject: string; access?: string | null }) {
  const found = await lookAt(ctx, subject, access)
  if (!found?.mine || !found.department) return null
  const row = await givenRow(ctx, subject)
  const until = new Date((row?.created_at ?? ctx.clock.now()).getTime() + settingsOf(ctx).periodDays * 86_400_000)
  return {
    ...(await formOf(ctx, found.department, found.title)),
    state: row && until <= ctx.clock.now() ? ('USED' as const) : ('OPEN' as const),
    until,
    given: row && givenView(ctx, row),
    comment: row?.comment ?? null,
  }
}

async function formOf(ctx: RatingsCtx, code: string, title: string) {
  const { register } = await loadersOf(ctx).standings()
  const object = register.byCode.get(code)
  return { title, objectCode: code, objectTitle: object ? ctx.say(object.title) : code, criteria: criteriaView(ctx) }
}

const givenRow = async (ctx: RatingsCtx, subject: string) =>
  (await ctx.db.read
    .selectFrom('rating')
    .select(['verified', 'created_at', 'updated_at', 'comment', ...criteria])
    .where('subject', '=', subject)
    .executeTakeFirst()) ?? null
