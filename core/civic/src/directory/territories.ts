import { parseInput, type Ctx } from '@vmeste/sdk'
import { changeDirectory, note } from './change-directory.ts'
import { territorySchema } from './directory-input.ts'
import { directoryProblems } from './directory-problems.ts'

/** @returns the territory's code */
export async function saveTerritory(ctx: Ctx, value: unknown): Promise<string> {
  const { code, name, polygon } = parseInput(territorySchema, value, ctx.lang)
  const row = { name, polygon: polygon ? JSON.stringify(polygon) : null }
  await changeDirectory(ctx, async (tx) => {
    await tx.kysely
      .insertInto('territory')
      .values({ code, ...row })
      .onConflict((conflict) => conflict.constraint('territory_pkey').doUpdateSet(row))
      .execute()
    note(tx, 'save', 'Territory', code)
  })
  return code
}

export async function removeTerritory(ctx: Ctx, code: string): Promise<void> {
  await changeDirectory(ctx, async (tx) => {
    const gone = await tx.kysely.deleteFrom('territory').where('code', '=', code).returning('code').executeTakeFirst()
    if (!gone) throw directoryProblems.notFound()
    note(tx, 'remove', 'Territory', code)
  })
}
