import { readPhone, type Job } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'

/**
 * Numbers that were stored as typed, `80291234567`, become E.164: a search and a letter know that form alone. SQL cannot
 * read a number, so no migration does it. What nobody can read stays; what is read is not looked at again.
 */
export const readContacts: Job = { cron: '25 1 * * *', run: (ctx) => readAnew(ctx) }

const unread = sql<SqlBool>`contact_phone not like '+%'`

async function readAnew(ctx: AppealsCtx): Promise<void> {
  for (const table of ['report', 'supporter'] as const) {
    for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;)
      after = await ctx.db.transaction((tx) => readSome(tx, table, after!, ctx.city.country))
  }
}

/** @returns where to go on */
async function readSome(
  tx: AppealsTx,
  table: 'report' | 'supporter',
  after: string,
  country: string,
): Promise<string | undefined> {
  const rows = await tx.kysely
    .selectFrom(table)
    .select(['id', 'contact_phone'])
    .where(unread)
    .where('id', '>', after)
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .execute()
  for (const { id, contact_phone: typed } of rows) {
    const phone = typed === null ? undefined : readPhone(typed, country)
    if (phone)
      await tx.kysely
        .updateTable(table)
        .set({ contact_phone: phone })
        .where('id', '=', id)
        .where('contact_phone', '=', typed)
        .execute()
  }
  return rows.length < 500 ? undefined : rows.at(-1)!.id
}
