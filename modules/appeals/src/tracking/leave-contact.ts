import { parseInput } from '@vmeste/sdk'
import { askFirst, requireReach } from '../consent/ask-contact.ts'
import { limitChanges, recordConsent } from '../consent/record-consent.ts'
import type { AppealsCtx } from '../ctx.ts'
import { contactInput } from '../notify/contact.ts'
import { ownContact } from '../notify/own-contact.ts'
import { goneFrom, retractLetters } from '../notify/retract-letters.ts'
import { findOwn } from './find-tracked.ts'
import { consentOf, setContact } from './set-contact.ts'
import { trackedView, type TrackedView } from './track.ts'

/**
 * «Сообщить мне», after sending. Replaces what was given before, and of a mistyped address nothing stays; no step of the
 * report, so no history and no event. An address that has not said yes is asked right away.
 */
export async function leaveContact(
  ctx: AppealsCtx,
  { secret, contact: raw }: { secret: string; contact: unknown },
): Promise<TrackedView> {
  const contact = parseInput(contactInput(ctx.city.country), raw, ctx.lang, 'contact')
  const tracked = await findOwn(ctx, secret)
  await requireReach(ctx, contact, 'contact')
  const set = { contact_email: contact.email ?? null, contact_phone: contact.phone ?? null, lang: ctx.lang }
  await ctx.db.transaction(async (tx) => {
    await limitChanges(ctx, tx, consentOf(tracked))
    await setContact(tx, tracked, set)
    await retractLetters(ctx, tx, tracked.row.id, goneFrom(tracked.contact, set))
    await recordConsent(ctx, tx, consentOf(tracked), contact.words)
  })
  await ownContact(ctx, tracked.row.id, contact)
  await askFirst(ctx, tracked.row.id, set)
  return trackedView(ctx, await findOwn(ctx, secret))
}
