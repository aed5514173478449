import { digest, isSecret } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import type { Party } from '../tracking-secret.ts'

export interface Tracked {
  readonly party: Party
  readonly row: ReportRow
  /**
   * Whether whoever asks may act as the one who sent it. The link is the key of guests alone: links are shown to
   * neighbours, and whoever has an account can sign in.
   */
  readonly own: boolean
  readonly contactGiven: boolean
  readonly contact: { readonly contact_email: string | null; readonly contact_phone: string | null }
  readonly supporter?: string
}

/**
 * The report behind a secret link.
 * @throws Problem `TRACKING_UNKNOWN`, the same for what never existed and what is no secret at all
 */
export async function findTracked(ctx: AppealsCtx, secret: string): Promise<Tracked> {
  if (!isSecret(secret)) throw problems.trackingUnknown()
  const hash = digest(secret)
  const row = await ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('tracking_hash', '=', hash)
    .executeTakeFirst()
  if (row)
    return {
      party: 'REPORTER',
      row,
      own: isOwn(ctx, row.person),
      contact: row,
      contactGiven: Boolean(row.contact_email ?? row.contact_phone ?? row.person),
    }
  const supporter = await ctx.db.read
    .selectFrom('supporter')
    .select(['id', 'report', 'person', 'contact_email', 'contact_phone'])
    .where('tracking_hash', '=', hash)
    .executeTakeFirst()
  const joined =
    supporter &&
    (await ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', supporter.report).executeTakeFirst())
  if (!supporter || !joined) throw problems.trackingUnknown()
  return {
    party: 'SUPPORTER',
    row: joined,
    own: isOwn(ctx, supporter.person),
    supporter: supporter.id,
    contact: supporter,
    contactGiven: Boolean(supporter.contact_email ?? supporter.contact_phone ?? supporter.person),
  }
}

/**
 * The same, for whoever may change what they gave with it.
 *
 * @throws Problem `TRACKING_UNKNOWN`, `TRACKING_SIGN_IN` where an account has sent it and somebody else asks
 */
export async function findOwn(ctx: AppealsCtx, secret: string): Promise<Tracked> {
  const tracked = await findTracked(ctx, secret)
  if (!tracked.own) throw problems.trackingSignIn()
  return tracked
}

const isOwn = ({ actor }: AppealsCtx, person: string | null): boolean =>
  person === null || (actor.kind === 'person' && actor.key === person)
