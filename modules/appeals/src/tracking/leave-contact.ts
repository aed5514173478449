import { parseInput } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { contactInput } from '../notify/contact.ts'
import { ownContact } from '../notify/own-contact.ts'
import { findTracked } from './find-tracked.ts'
import { setContact } from './set-contact.ts'
import { trackedView, type TrackedView } from './track.ts'

/** «Сообщить мне», after sending. Replaces what was given before; no step of the report, so no history and no event. */
export async function leaveContact(
  ctx: AppealsCtx,
  { secret, contact: raw }: { secret: string; contact: unknown },
): Promise<TrackedView> {
  const contact = parseInput(contactInput(ctx.city.country), raw, ctx.lang, 'contact')
  const tracked = await findTracked(ctx, secret)
  const set = { contact_email: contact.email ?? null, contact_phone: contact.phone ?? null, lang: ctx.lang }
  await ctx.db.transaction((tx) => setContact(tx, tracked, set))
  await ownContact(ctx, contact)
  return trackedView(ctx, { ...tracked, contactGiven: true })
}
