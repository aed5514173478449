import { digest, isSecret } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { loadersOf } from '../show/standings.ts'
import { settingsOf } from '../settings.ts'
import type { InvitationTable } from '../storage/ratings.entity.ts'
import type { RateInput } from './rate-input.ts'
import { lookAt } from './subject.ts'

/** What a rating is about. With a subject it is verified: something was done, and this is the one it was done for. */
export interface RateTarget {
  readonly object: string
  readonly subject: string | null
  readonly token?: string
}

export type InvitationRow = Pick<
  InvitationTable,
  'id' | 'subject' | 'object' | 'title' | 'created_at' | 'expires_at' | 'used_at'
>

/** @throws Problem `INVITATION_UNKNOWN`, the same for what never existed and what is no secret at all */
export async function findInvitation(ctx: RatingsCtx, token: string): Promise<InvitationRow> {
  const row =
    isSecret(token) &&
    (await ctx.db.read
      .selectFrom('invitation')
      .select(['id', 'subject', 'object', 'title', 'created_at', 'expires_at', 'used_at'])
      .where('token_hash', '=', digest(token))
      .executeTakeFirst())
  if (!row) throw problems.invitationUnknown()
  return row
}

/**
 * @throws Problem `INVITATION_UNKNOWN`, `INVITATION_USED`, `INVITATION_EXPIRED`, `SUBJECT_UNKNOWN`,
 *   `RATED_OBJECT_UNKNOWN`, `WHAT_IS_RATED`
 */
export async function targetOf(ctx: RatingsCtx, { token, subject, access, object }: RateInput): Promise<RateTarget> {
  if (token) {
    const invitation = await findInvitation(ctx, token)
    if (invitation.used_at) throw problems.invitationUsed()
    if (invitation.expires_at <= ctx.clock.now()) throw problems.invitationExpired(settingsOf(ctx).invitationDays)
    return { object: invitation.object, subject: invitation.subject, token }
  }
  if (subject) {
    const found = await lookAt(ctx, subject, access)
    if (!found?.mine || !found.department) throw problems.subjectUnknown()
    return { object: found.department, subject }
  }
  if (!object) throw problems.whatMissing()
  const { register } = await loadersOf(ctx).standings()
  if (!register.byCode.get(object)?.active) throw problems.objectUnknown(object)
  return { object, subject: null }
}
