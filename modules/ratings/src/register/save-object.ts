import { parseInput, visibleText, z, type Text } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { forgetLoaded, loadersOf } from '../show/standings.ts'
import { mostObjects, registerOf, type Registered } from '../rated/register.ts'
import { registerCode } from './register-table.ts'

const name = visibleText(200)
const objectInput = z.object({
  code: z.string().trim().toUpperCase().regex(registerCode),
  title: z.object({ ru: name, be: name, en: name }),
  parent: z
    .string()
    .trim()
    .max(60)
    .nullish()
    .transform((code) => code || null),
  active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
})

/**
 * A service of some department, or another name for what the directory knows; `active: false` takes it off the list and
 * keeps its stars.
 */
export async function saveRatedObject(ctx: RatingsCtx, raw: unknown) {
  const input = parseInput(objectInput, raw, ctx.lang)
  const register = await registerOf(ctx)
  const known = register.byCode.get(input.code)
  const inDirectory = known !== undefined && known.kind !== 'SERVICE'
  const parent = inDirectory ? known.parent : input.parent
  const above = parent === null ? undefined : register.byCode.get(parent)
  // a service stands below something, and never below itself
  if (!inDirectory && (!above || register.below(input.code).includes(above.code))) throw problems.parentUnknown()
  if (!known && register.byCode.size >= mostObjects) throw problems.registerFull(mostObjects)
  const row = {
    kind: known?.kind ?? ('SERVICE' as const),
    title: input.title as Text,
    parent,
    department: inDirectory ? known.department : (above?.department ?? null),
    active: input.active,
    updated_at: ctx.clock.now(),
  }
  await ctx.db.transaction(async (tx) => {
    await tx.kysely
      .insertInto('object')
      .values({
        code: input.code,
        ...row,
        title: JSON.stringify(row.title) as unknown as Text,
        created_at: row.updated_at,
      })
      .onConflict((conflict) =>
        conflict.columns(['city', 'code']).doUpdateSet({ ...row, title: JSON.stringify(row.title) as unknown as Text }),
      )
      .execute()
    tx.audit({ action: 'ratings.registry', subject: `ratings:RatedObject:${input.code}` })
  })
  forgetLoaded(ctx)
  return { __typename: 'RegisteredObject' as const, ...(await registerOf(ctx)).byCode.get(input.code)! }
}

/** The whole register as staff keep it: what is switched off too. */
export async function ratedRegister(ctx: RatingsCtx): Promise<readonly Registered[]> {
  const { register } = await loadersOf(ctx).standings()
  return [...register.byCode.values()].sort((one, other) => (one.code < other.code ? -1 : 1)).slice(0, mostObjects)
}
