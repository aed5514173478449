import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

const atMost = 1_000

/** Lets go of a module's files, which are swept from disk soon after, and removes what people were told of its things. */
export const forgetModule = (ctx: Ctx, module: string): Promise<number> => ctx.db.transaction(async (tx) => {
  const [row] = await tx.run<{ n: number }>(sql`
    with files as (update civic.file set subject = null where id in (select id from civic.file where starts_with(subject, ${`${module}:`}) limit ${atMost}) returning 1),
    notices as (delete from civic.notification where id in (select id from civic.notification where starts_with(about, ${`${module}:`}) limit ${atMost}) returning 1)
    select ((select count(*) from files) + (select count(*) from notices))::int as n`)
  return row?.n ?? 0
})
