import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { CityFiles } from './files/city-files.ts'
import type { FileTables } from './files/file.entity.ts'
import { eraseLetGo } from './files/let-go.ts'
import { forgetModuleImports } from './tables/forget-imports.ts'
import { forgetTasks } from './tasks/forget-tasks.ts'

const atMost = 1_000
/** Photos have files to be deleted, and a transaction must not last. */
const photosAtMost = 200

/** Deletes a module's photos, from disk and from the quarantine at once, what people were told of its things, its tasks and imports. */
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
        where id in (select id from civic.notification where starts_with(about, ${own}) limit ${atMost}) returning 1), stopped as (
        delete from civic.stopped_thing
        where about in (select about from civic.stopped_thing where starts_with(about, ${own}) limit ${atMost}) returning 1), owned as (
        delete from civic.owned_thing
        where about in (select about from civic.owned_thing where starts_with(about, ${own}) limit ${atMost}) returning 1), followed as (
        delete from civic.push_subscription
        where id in (select id from civic.push_subscription where thing and starts_with(whose, ${own}) limit ${atMost})
        returning 1)
      select (select count(*) from notices)::int + (select count(*) from stopped)::int
        + (select count(*) from owned)::int + (select count(*) from followed)::int as n`)
      const imports = await forgetModuleImports(tx, module, atMost)
      return ids.length + (row?.n ?? 0) + imports + (await forgetTasks(tx, module, atMost))
    }))
  )
}
