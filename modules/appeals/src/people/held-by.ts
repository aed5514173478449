import { digest, isSecret } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'
import { supporterType } from './whose.ts'

/**
 * What a tracking link makes its holder's own: that report, or that «Тоже вижу». Not where an account has sent it: links
 * are shown to neighbours, and whoever has an account can sign in.
 */
export async function heldBy(ctx: AppealsCtx, secret: string): Promise<readonly string[]> {
  if (!isSecret(secret)) return []
  for (const [table, type] of [
    ['report', reportType],
    ['supporter', supporterType],
  ] as const) {
    const row = await ctx.db.read
      .selectFrom(table)
      .select('id')
      .where('tracking_hash', '=', digest(secret))
      .where('person', 'is', null)
      .executeTakeFirst()
    if (row) return [`${type}:${row.id}`]
  }
  return []
}
