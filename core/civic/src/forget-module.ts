import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { CityFiles } from './files/city-files.ts'
import type { FileTables } from './files/file.entity.ts'
import { eraseLetGo } from './files/let-go.ts'

const atMost = 1_000
/** Photos have files to be deleted, and a transaction must not last. */
const photosAtMost = 200

/** Deletes a module's photos, from disk and from the quarantine at once, and what people were told of its things. */
export async function forgetModule(ctx: Ctx, module: string): Promise<number> {
  const { disk } = ctx.use(CityFiles)
  const own = `${module}:`
  const { db } = ctx as Ctx<FileTables>
  const erased = await eraseLetGo(db, disk)
  return (
    erased +
    (await db.transaction(async (tx) => {
      const files = await tx.kysely
        .selectFrom('file')
        .select('id')
        .where(sql<boolean>`starts_with(subject, ${own})`)
        .limit(photosAtMost)
        .forUpdate()
        .execute()
      const ids = files.map(({ id }) => id)
      // from disk first: rows say what is left to whoever goes on
      await disk.erase(ids)
      if (ids.length > 0) await tx.kysely.deleteFrom('file').where('id', 'in', ids).execute()
      const [row] = await tx.run<{ n: number }>(sql`
      with notices as (
        delete from civic.notification
        where id in (select id from civic.notification where starts_with(about, ${own}) limit ${atMost}) returning 1)
      select count(*)::int as n from notices`)
      return ids.length + (row?.n ?? 0)
    }))
  )
}
