import { readCaseNumber } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'

/** Whoever's report has this number, as somebody typed it. */
export async function reportNumbered(ctx: AppealsCtx, typed: string): Promise<string | undefined> {
  const numbers = readCaseNumber(typed, ctx.city.numberPrefix)
  if (numbers.length === 0) return undefined
  const row = await ctx.db.read.selectFrom('report').select('id').where('number', 'in', numbers).executeTakeFirst()
  return row?.id
}

export async function numbersOfReports(ctx: AppealsCtx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db.read
    .selectFrom('report')
    .select(['id', 'number'])
    .where('id', 'in', ids.slice(0, 100))
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}
