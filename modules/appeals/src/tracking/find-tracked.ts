import { digest, isSecret } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import type { Party } from '../tracking-secret.ts'

export interface Tracked {
  readonly party: Party
  readonly row: ReportRow
  readonly contactGiven: boolean
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
    return { party: 'REPORTER', row, contactGiven: Boolean(row.contact_email ?? row.contact_phone ?? row.person) }
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
    supporter: supporter.id,
    contactGiven: Boolean(supporter.contact_email ?? supporter.contact_phone ?? supporter.person),
  }
}
