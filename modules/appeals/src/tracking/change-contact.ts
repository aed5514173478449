import { letGoOfCalls } from '../call/call-task.ts'
import { askAgain, confirmByCode } from '../consent/ask-contact.ts'
import { withdrawConsent } from '../consent/record-consent.ts'
import type { AppealsCtx } from '../ctx.ts'
import { retractLetters } from '../notify/retract-letters.ts'
import { findOwn } from './find-tracked.ts'
import { leaveContact } from './leave-contact.ts'
import { consentOf, setContact } from './set-contact.ts'
import { trackedView, type TrackedView } from './track.ts'

/** A mistyped address in its right form: nothing stays of the old one, nor does anything leave for it. */
export const correctContact = (ctx: AppealsCtx, input: { secret: string; contact: unknown }): Promise<TrackedView> =>
  leaveContact(ctx, input)

/** Nothing more is written to the contact about this report. Whoever is signed in goes on seeing its news in the portal. */
export async function withdrawContact(ctx: AppealsCtx, { secret }: { secret: string }): Promise<TrackedView> {
  const tracked = await findOwn(ctx, secret)
  const nothing = { contact_email: null, contact_phone: null }
  await ctx.db.transaction(async (tx) => {
    await setContact(tx, tracked, nothing)
    await withdrawConsent(tx, consentOf(tracked), ctx.clock.now())
    await retractLetters(ctx, tx, tracked.row.id, tracked.contact)
    if (!tracked.supporter) await letGoOfCalls(ctx, tx, tracked.row.id)
  })
  return trackedView(ctx, await findOwn(ctx, secret))
}

/** The question once more, or a code to the telephone. */
export async function askContact(ctx: AppealsCtx, { secret }: { secret: string }): Promise<TrackedView> {
  const tracked = await findOwn(ctx, secret)
  await askAgain(ctx, tracked.row.id, tracked.contact)
  return trackedView(ctx, tracked)
}

export async function confirmContact(
  ctx: AppealsCtx,
  { secret, code }: { secret: string; code: unknown },
): Promise<TrackedView> {
  const tracked = await findOwn(ctx, secret)
  await confirmByCode(ctx, tracked.row.id, tracked.contact, code)
  return trackedView(ctx, tracked)
}
