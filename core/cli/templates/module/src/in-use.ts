import type { Ctx, Text } from '@vmeste/sdk'
import type { ModuleCtx } from './sighting.entity.ts'

/** What the administrator is told before switching the module off. */
export async function inUse(given: Ctx): Promise<{ count: number; what: Text }> {
  const { db } = given as ModuleCtx
  const row = await db.read
    .selectFrom('sighting')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const count = Number(row.count)
  return {
    count,
    what: {
      ru: `Животные, которым ещё не помогли: ${count}`,
      be: `Жывёлы, якім яшчэ не дапамаглі: ${count}`,
      en: `Animals not helped yet: ${count}`,
    },
  }
}
