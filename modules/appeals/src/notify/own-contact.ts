import { Notifications } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'

/** Whoever leaves the verified e-mail of their own account need not say once more that it is theirs. */
export async function ownContact(
  ctx: AppealsCtx,
  contact: { readonly email?: string | null | undefined } | null | undefined,
): Promise<void> {
  if (ctx.actor.kind === 'person' && contact?.email)
    await ctx.use(Notifications).ownAddress(ctx, { email: contact.email })
}
