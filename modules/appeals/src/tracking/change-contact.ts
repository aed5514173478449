import { Notifications, type OpenTransaction } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { reportType } from '../people/whose.ts'
import { findTracked } from './find-tracked.ts'
import { leaveContact } from './leave-contact.ts'
import { setContact } from './set-contact.ts'
import { trackedView, type TrackedView } from './track.ts'

interface Given {
  readonly contact_email: string | null
  readonly contact_phone: string | null
}

/** A mistyped address in its right form: what still waits to leave for the old one does not leave. */
export async function correctContact(
  ctx: AppealsCtx,
  input: { secret: string; contact: unknown },
): Promise<TrackedView> {
  const before = await givenBy(ctx, input.secret)
  const view = await leaveContact(ctx, input)
  const after = await givenBy(ctx, input.secret)
  await ctx.db.transaction((tx) =>
    retract(ctx, tx, view.id, {
      contact_email: before.contact_email === after.contact_email ? null : before.contact_email,
      contact_phone: before.contact_phone === after.contact_phone ? null : before.contact_phone,
    }),
  )
  return view
}

/** Nothing more is written to the contact about this report. Whoever is signed in goes on seeing its news in the portal. */
export async function withdrawContact(ctx: AppealsCtx, { secret }: { secret: string }): Promise<TrackedView> {
  const given = await givenBy(ctx, secret)
  const tracked = await findTracked(ctx, secret)
  const nothing = { contact_email: null, contact_phone: null }
  await ctx.db.transaction(async (tx) => {
    await setContact(tx, tracked, nothing)
    await retract(ctx, tx, tracked.row.id, given)
  })
  return trackedView(ctx, await findTracked(ctx, secret))
}

async function givenBy(ctx: AppealsCtx, secret: string): Promise<Given> {
  const { supporter, row } = await findTracked(ctx, secret)
  if (!supporter) return row
  return ctx.db.read
    .selectFrom('supporter')
    .select(['contact_email', 'contact_phone'])
    .where('report', '=', row.id)
    .where('id', '=', supporter)
    .executeTakeFirstOrThrow()
}

async function retract(
  ctx: AppealsCtx,
  tx: OpenTransaction,
  report: string,
  { contact_email: email, contact_phone: phone }: Given,
): Promise<void> {
  const about = `${reportType}:${report}`
  if (email) await ctx.use(Notifications).retract(tx, about, { email })
  if (phone) await ctx.use(Notifications).retract(tx, about, { phone })
}
